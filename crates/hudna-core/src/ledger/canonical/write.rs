//! Canonical bytes written straight from a value, without a tree of JSON in between.
//!
//! Entries of an object are written as they come; only where their keys do not come in the order of RFC 8785 §3.2.3 (UTF-16
//! code units) are they put in order when the object ends. What has no canonical form is refused as [`super::to_canonical`] says.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde::ser::{self, Impossible, Serialize};

use super::{CanonicalError, MOST_DEPTH, SAFE};

type Written = Result<(), CanonicalError>;

/// Writes one value.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) out: Vec<u8>,
    depth: u32,
}

impl Writer {
    fn open(&mut self, sign: u8) -> Written {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(CanonicalError::TooDeep);
        }
        self.out.push(sign);
        Ok(())
    }
    fn close(&mut self, sign: u8) {
        self.depth -= 1;
        self.out.push(sign);
    }
    fn whole(&mut self, number: i64) -> Written {
        if number.unsigned_abs() > SAFE {
            return Err(CanonicalError::NumberBeyondExact(number.to_string()));
        }
        self.digits(number.unsigned_abs(), number < 0);
        Ok(())
    }
    fn natural(&mut self, number: u64) -> Written {
        if number > SAFE {
            return Err(CanonicalError::NumberBeyondExact(number.to_string()));
        }
        self.digits(number, false);
        Ok(())
    }
    fn digits(&mut self, mut number: u64, negative: bool) {
        let mut digits = [0_u8; 20];
        let mut at = digits.len();
        loop {
            at -= 1;
            digits[at] = b'0' + (number % 10) as u8;
            number /= 10;
            if number == 0 {
                break;
            }
        }
        if negative {
            self.out.push(b'-');
        }
        self.out.extend_from_slice(&digits[at..]);
    }
    fn float(&mut self, number: f64) -> Written {
        if !number.is_finite() {
            self.out.extend_from_slice(b"null");
            return Ok(());
        }
        // ECMAScript writes a number below 10^21 as an integer: it would be read as one beyond exact
        if number.abs() > SAFE as f64 && number.abs() < 1e21 {
            let said = serde_json::Number::from_f64(number).map_or_else(String::new, |n| n.to_string());
            return Err(CanonicalError::NumberBeyondExact(said));
        }
        self.out.extend_from_slice(ryu_js::Buffer::new().format_finite(number).as_bytes());
        Ok(())
    }
    fn text(&mut self, text: &str) {
        self.out.push(b'"');
        let mut from = 0;
        for (at, byte) in text.bytes().enumerate() {
            let short = match byte {
                b'"' => b'"',
                b'\\' => b'\\',
                0x08 => b'b',
                0x09 => b't',
                0x0A => b'n',
                0x0C => b'f',
                0x0D => b'r',
                0x00..=0x1F => 0,
                _ => continue,
            };
            self.out.extend_from_slice(&text.as_bytes()[from..at]);
            from = at + 1;
            if short == 0 {
                let hex = |half: u8| if half < 10 { b'0' + half } else { b'a' + half - 10 };
                self.out.extend_from_slice(&[b'\\', b'u', b'0', b'0', hex(byte >> 4), hex(byte & 15)]);
            } else {
                self.out.extend_from_slice(&[b'\\', short]);
            }
        }
        self.out.extend_from_slice(&text.as_bytes()[from..]);
        self.out.push(b'"');
    }
    /// `{"name":` for what stands alone under the name of its variant.
    fn named(&mut self, name: &str) -> Written {
        self.open(b'{')?;
        self.text(name);
        self.out.push(b':');
        Ok(())
    }
}

impl ser::Error for CanonicalError {
    fn custom<T: std::fmt::Display>(why: T) -> Self {
        Self::NotUnderstood(why.to_string())
    }
}

impl<'w> ser::Serializer for &'w mut Writer {
    type Ok = ();
    type Error = CanonicalError;
    type SerializeSeq = List<'w>;
    type SerializeTuple = List<'w>;
    type SerializeTupleStruct = List<'w>;
    type SerializeTupleVariant = List<'w>;
    type SerializeMap = Object<'w>;
    type SerializeStruct = Object<'w>;
    type SerializeStructVariant = Object<'w>;

    fn serialize_bool(self, value: bool) -> Written {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }
    fn serialize_i8(self, value: i8) -> Written {
        self.whole(value.into())
    }
    fn serialize_i16(self, value: i16) -> Written {
        self.whole(value.into())
    }
    fn serialize_i32(self, value: i32) -> Written {
        self.whole(value.into())
    }
    fn serialize_i64(self, value: i64) -> Written {
        self.whole(value)
    }
    fn serialize_i128(self, value: i128) -> Written {
        let beyond = |_| CanonicalError::NumberBeyondExact(value.to_string());
        self.whole(i64::try_from(value).map_err(beyond)?)
    }
    fn serialize_u8(self, value: u8) -> Written {
        self.natural(value.into())
    }
    fn serialize_u16(self, value: u16) -> Written {
        self.natural(value.into())
    }
    fn serialize_u32(self, value: u32) -> Written {
        self.natural(value.into())
    }
    fn serialize_u64(self, value: u64) -> Written {
        self.natural(value)
    }
    fn serialize_u128(self, value: u128) -> Written {
        let beyond = |_| CanonicalError::NumberBeyondExact(value.to_string());
        self.natural(u64::try_from(value).map_err(beyond)?)
    }
    fn serialize_f32(self, value: f32) -> Written {
        self.float(value.into())
    }
    fn serialize_f64(self, value: f64) -> Written {
        self.float(value)
    }
    fn serialize_char(self, value: char) -> Written {
        self.text(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }
    fn serialize_str(self, value: &str) -> Written {
        self.text(value);
        Ok(())
    }
    fn serialize_bytes(self, value: &[u8]) -> Written {
        value.serialize(self)
    }
    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Written {
        self.out.extend_from_slice(b"null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.text(variant);
        Ok(())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        self.named(variant)?;
        value.serialize(&mut *self)?;
        self.close(b'}');
        Ok(())
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List<'w>, CanonicalError> {
        self.open(b'[')?;
        Ok(List { to: self, begun: false, within: false })
    }
    fn serialize_tuple(self, _: usize) -> Result<List<'w>, CanonicalError> {
        self.serialize_seq(None)
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List<'w>, CanonicalError> {
        self.serialize_seq(None)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<List<'w>, CanonicalError> {
        self.named(variant)?;
        self.open(b'[')?;
        Ok(List { to: self, begun: false, within: true })
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Object<'w>, CanonicalError> {
        self.open(b'{')?;
        Ok(Object::of(self, false))
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object<'w>, CanonicalError> {
        self.serialize_map(None)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Object<'w>, CanonicalError> {
        self.named(variant)?;
        self.open(b'{')?;
        Ok(Object::of(self, true))
    }
}

/// A list on its way.
pub(super) struct List<'w> {
    to: &'w mut Writer,
    begun: bool,
    /// Whether it stands under the name of a variant.
    within: bool,
}

impl List<'_> {
    fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        if std::mem::replace(&mut self.begun, true) {
            self.to.out.push(b',');
        }
        value.serialize(&mut *self.to)
    }
    fn finish(self) -> Written {
        self.to.close(b']');
        if self.within {
            self.to.close(b'}');
        }
        Ok(())
    }
}

/// The ways in which serde gives the values of a list.
macro_rules! lists {
    ($($kind:ident $put:ident)*) => {
        $(impl ser::$kind for List<'_> {
            type Ok = ();
            type Error = CanonicalError;
            fn $put<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                self.put(value)
            }
            fn end(self) -> Written {
                self.finish()
            }
        })*
    };
}

lists! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}

/// An object on its way.
pub(super) struct Object<'w> {
    to: &'w mut Writer,
    /// Where its first entry begins.
    start: usize,
    /// Key of each entry, where it begins and where it ends.
    entries: Vec<(Cow<'static, str>, usize, usize)>,
    in_order: bool,
    within: bool,
}

impl<'w> Object<'w> {
    fn of(to: &'w mut Writer, within: bool) -> Self {
        let start = to.out.len();
        Self { to, start, entries: Vec::new(), in_order: true, within }
    }
    fn key(&mut self, key: Cow<'static, str>) {
        if let Some((last, ..)) = self.entries.last() {
            self.in_order &= by_utf16(last, &key).is_lt();
            self.to.out.push(b',');
        }
        let begins = self.to.out.len();
        self.to.text(&key);
        self.to.out.push(b':');
        self.entries.push((key, begins, begins));
    }
    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut *self.to)?;
        let ends = self.to.out.len();
        if let Some((.., end)) = self.entries.last_mut() {
            *end = ends;
        }
        Ok(())
    }
    fn finish(mut self) -> Written {
        if !self.in_order {
            self.put_in_order();
        }
        self.to.close(b'}');
        if self.within {
            self.to.close(b'}');
        }
        Ok(())
    }
    fn put_in_order(&mut self) {
        let written = self.to.out.split_off(self.start);
        // stable: of two with one key the later counts
        self.entries.sort_by(|(a, ..), (b, ..)| by_utf16(a, b));
        let mut entries = self.entries.iter().peekable();
        while let Some((key, from, to)) = entries.next() {
            if entries.peek().is_some_and(|(next, ..)| next == key) {
                continue;
            }
            if self.to.out.len() > self.start {
                self.to.out.push(b',');
            }
            self.to.out.extend_from_slice(&written[from - self.start..to - self.start]);
        }
    }
}

impl ser::SerializeMap for Object<'_> {
    type Ok = ();
    type Error = CanonicalError;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        let key = key.serialize(Key)?;
        self.key(Cow::Owned(key));
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.value(value)
    }
    fn end(self) -> Written {
        self.finish()
    }
}

/// The ways in which serde gives the fields of a structure.
macro_rules! objects {
    ($($kind:ident)*) => {
        $(impl ser::$kind for Object<'_> {
            type Ok = ();
            type Error = CanonicalError;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Written {
                self.key(Cow::Borrowed(key));
                self.value(value)
            }
            fn end(self) -> Written {
                self.finish()
            }
        })*
    };
}

objects! { SerializeStruct SerializeStructVariant }

/// The order of RFC 8785 §3.2.3: by UTF-16 code units.
fn by_utf16(a: &str, b: &str) -> Ordering {
    if a.is_ascii() || b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// Keys of objects: text, and what stands for itself as text.
struct Key;

/// Refuses what is no key, and writes what is by [`ToString`].
macro_rules! keys {
    ($($write:ident $kind:ty)*) => {
        $(fn $write(self, value: $kind) -> Result<String, CanonicalError> {
            Ok(value.to_string())
        })*
    };
}

fn no_key<T>() -> Result<T, CanonicalError> {
    Err(CanonicalError::NotUnderstood("key must be a string".to_owned()))
}

impl ser::Serializer for Key {
    type Ok = String;
    type Error = CanonicalError;
    type SerializeSeq = Impossible<String, CanonicalError>;
    type SerializeTuple = Impossible<String, CanonicalError>;
    type SerializeTupleStruct = Impossible<String, CanonicalError>;
    type SerializeTupleVariant = Impossible<String, CanonicalError>;
    type SerializeMap = Impossible<String, CanonicalError>;
    type SerializeStruct = Impossible<String, CanonicalError>;
    type SerializeStructVariant = Impossible<String, CanonicalError>;

    keys! {
        serialize_bool bool
        serialize_i8 i8
        serialize_i16 i16
        serialize_i32 i32
        serialize_i64 i64
        serialize_i128 i128
        serialize_u8 u8
        serialize_u16 u16
        serialize_u32 u32
        serialize_u64 u64
        serialize_u128 u128
        serialize_char char
        serialize_str &str
    }
    fn serialize_f32(self, _: f32) -> Result<String, CanonicalError> {
        no_key()
    }
    fn serialize_f64(self, _: f64) -> Result<String, CanonicalError> {
        no_key()
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<String, CanonicalError> {
        no_key()
    }
    fn serialize_none(self) -> Result<String, CanonicalError> {
        no_key()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<String, CanonicalError> {
        no_key()
    }
    fn serialize_unit(self) -> Result<String, CanonicalError> {
        no_key()
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<String, CanonicalError> {
        no_key()
    }
    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<String, CanonicalError> {
        Ok(variant.to_owned())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<String, CanonicalError> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<String, CanonicalError> {
        no_key()
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, CanonicalError> {
        no_key()
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, CanonicalError> {
        no_key()
    }
    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, CanonicalError> {
        no_key()
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, CanonicalError> {
        no_key()
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, CanonicalError> {
        no_key()
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, CanonicalError> {
        no_key()
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, CanonicalError> {
        no_key()
    }
}
