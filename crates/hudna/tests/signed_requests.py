"""Signs what the tester sends to a served mission, as docs/missions.md tells a client to: method, path with query, moment, body.

Read by schemathesis as its hooks (SCHEMATHESIS_HOOKS). It shares no code with Hudna.
"""

import base64
import hashlib
import os
import time

import schemathesis
from nacl.signing import SigningKey
from requests.auth import AuthBase

KEY = SigningKey(base64.b64decode(os.environ["HUDNA_TEST_KEY"]))
USER, MISSION = os.environ["HUDNA_TEST_USER"], os.environ["HUDNA_TEST_MISSION"]


class Signed(AuthBase):
    def __call__(self, request):
        body = request.body or b""
        body = body.encode() if isinstance(body, str) else body
        at = time.time_ns() // 1000
        lines = ["hudna request 1", MISSION, request.method, request.path_url, str(at), hashlib.sha256(body).hexdigest()]
        sig = KEY.sign("".join(line + "\n" for line in lines).encode()).signature
        request.headers["Authorization"] = f"Hudna {USER} {at} {base64.b64encode(sig).decode()}"
        return request


schemathesis.auth.set_from_requests(Signed())


@schemathesis.hook
def after_call(context, case, response):
    with open(os.environ["HUDNA_TEST_SEEN"], "a", encoding="utf-8") as seen:
        seen.write(f"{case.operation.path} {response.status_code}\n")
