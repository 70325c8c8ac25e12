"""Signatures that verifiers disagree on, and keys: `python3 test_signatures.py`."""

import hashlib
import unittest

import hudna_verify

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
MESSAGE = b"hudna entry 1\n{}"


def add(a, b):
    (x1, y1), (x2, y2) = a, b
    k = D * x1 * x2 * y1 * y2 % P
    return (x1 * y2 + x2 * y1) * pow(1 + k, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - k, -1, P) % P


def times(n, point):
    result = (0, 1)
    while n:
        if n & 1:
            result = add(result, point)
        point, n = add(point, point), n >> 1
    return result


def encode(point):
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


Y = 4 * pow(5, -1, P) % P
X2 = (Y * Y - 1) * pow(D * Y * Y + 1, -1, P) % P
X = pow(X2, (P + 3) // 8, P)
X = X if X * X % P == X2 else X * pow(2, (P - 1) // 4, P) % P
BASE = (X if X % 2 == 0 else P - X, Y)
TWO = (0, P - 1)


def signed(torsion):
    """A key, and a signature over MESSAGE whose R is moved by a point of small order."""
    digest = hashlib.sha512(bytes([1] * 32)).digest()
    secret = int.from_bytes(digest[:32], "little") & (2**254 - 8) | 2**254
    key = encode(times(secret, BASE))
    nonce = int.from_bytes(hashlib.sha512(digest[32:] + MESSAGE).digest(), "little") % L
    point = encode(add(times(nonce, BASE), torsion))
    k = int.from_bytes(hashlib.sha512(point + key + MESSAGE).digest(), "little") % L
    return key, point + ((nonce + k * secret) % L).to_bytes(32, "little")


class Signatures(unittest.TestCase):
    def test_an_honest_one_holds(self):
        key, sig = signed((0, 1))
        self.assertTrue(hudna_verify.is_signed(MESSAGE, key, sig))

    def test_one_that_holds_only_with_the_cofactor_does_not(self):
        key, sig = signed(TWO)
        self.assertFalse(hudna_verify.is_signed(MESSAGE, key, sig))

    def test_a_key_of_mixed_order_is_none(self):
        key, _ = signed((0, 1))
        self.assertTrue(hudna_verify.is_key(key))
        mixed = (P - int.from_bytes(key, "little") % 2**255) | (~key[31] & 0x80) << 248
        self.assertFalse(hudna_verify.is_key(mixed.to_bytes(32, "little")))

    def test_numbers_are_written_as_ecmascript_does(self):
        for text in ["0", "-1.5", "1e-7", "0.000001", "1e+21", "100000000000000000000", "5e-324", "1.7976931348623157e+308"]:
            self.assertEqual(hudna_verify.number(float(text)), text)


if __name__ == "__main__":
    unittest.main()
