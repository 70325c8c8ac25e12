//! Bundles as files: a plain ZIP around what [`hudna_core::ledger::bundle`] writes and verifies.
//!
//! Reading takes only the plainest ZIP (`docs/record-format.md` §7), read by this file itself: every byte belongs to one member or
//! to one directory, which say the same. A ZIP that two readers may see two ways would verify for one party and not for the other.
//! Nothing is inflated before the sizes are added up, nor beyond them. No path of a member ever reaches a disk.

use std::io::{Cursor, Write as _};

use flate2::{Crc, Decompress, FlushDecompress, Status};
use hudna_core::ledger::bundle::{MOST_BUNDLE, Member, OwnedMember, Refused, Verified, verify};
use hudna_core::ledger::head::SignedHead;
use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::trouble::Trouble;

/// The family of words for what is wrong with a bundle.
const FAMILY: &str = "bundle";

/// A bundle that was found to hold.
#[derive(Debug)]
pub struct Read {
    /// Its members, in order.
    pub members: Vec<OwnedMember>,
    /// What it shows.
    pub verified: Verified,
}

/// Reads a bundle's file and verifies it; `held` is an older head that the reader kept.
///
/// # Errors
/// The codes of `docs/record-format.md` §7, family `bundle`.
pub fn read(file: &[u8], held: Option<&SignedHead>) -> Result<Read, Trouble> {
    let members = unpack(file)?;
    let verified = {
        let borrowed: Vec<Member<'_>> = members.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
        verify(&borrowed, held)?
    };
    Ok(Read { members, verified })
}

/// Reads an older head that somebody kept: the checkpoint's note.
///
/// # Errors
/// `held-not-understood`, family `bundle`.
pub fn read_head(note: &[u8]) -> Result<SignedHead, Trouble> {
    let refused = |detail: &str| Trouble::new(FAMILY, "held-not-understood").with("detail", detail);
    let text = std::str::from_utf8(note).map_err(|_| refused("note-malformed"))?;
    SignedHead::parse(text).map_err(|why| refused(why.code()))
}

/// The file of a bundle: the same members give the same bytes.
///
/// # Errors
/// `bundle-too-large`, family `bundle`.
pub fn pack(members: &[OwnedMember]) -> Result<Vec<u8>, Trouble> {
    let too_large = || Trouble::new(FAMILY, "bundle-too-large").with("most", MOST_BUNDLE.to_string());
    let total: u64 = members.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    if total > MOST_BUNDLE || members.len() >= usize::from(u16::MAX) {
        return Err(too_large());
    }
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        // into memory: only the limits of ZIP itself are left to fail
        file.start_file(name.as_str(), options).map_err(|_| too_large())?;
        file.write_all(bytes).map_err(|_| too_large())?;
    }
    let bytes = file.finish().map_err(|_| too_large())?.into_inner();
    if bytes.len() as u64 > MOST_BUNDLE { Err(too_large()) } else { Ok(bytes) }
}

/// The members of a bundle's file, in order.
///
/// # Errors
/// `bundle-not-understood`, `bundle-too-large`, family `bundle`.
pub fn unpack(file: &[u8]) -> Result<Vec<OwnedMember>, Trouble> {
    let too_large = || Trouble::new(FAMILY, "bundle-too-large").with("most", MOST_BUNDLE.to_string());
    let not_plain = |member: &str| {
        Trouble::new(FAMILY, "bundle-not-understood").with("member", member).with("detail", "zip-not-plain")
    };
    if file.len() as u64 > MOST_BUNDLE {
        return Err(too_large());
    }
    let packed = directory(file).ok_or_else(|| not_plain("ZIP"))?;
    if packed.iter().map(|member| u64::from(member.size)).sum::<u64>() > MOST_BUNDLE {
        return Err(too_large());
    }
    let inflated = |member: &Packed<'_>| {
        let bytes = member.inflated().ok_or_else(|| not_plain(member.name))?;
        Ok((member.name.to_owned(), bytes))
    };
    packed.par_iter().map(inflated).collect()
}

/// A member as the directory tells of it.
struct Packed<'a> {
    name: &'a str,
    method: u16,
    crc: u32,
    size: u32,
    data: &'a [u8],
}

/// Reads numbers, little-endian, one after another.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }
    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }
    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }
    /// The next number, if it is this one.
    fn is(&mut self, number: u32) -> Option<()> {
        (self.u32()? == number).then_some(())
    }
}

/// Of the flags only these may be set: how hard the deflater tried, and that the name is UTF-8.
const FLAGS: u16 = 0x0806;
/// The length of the end record, which has no comment.
const END: usize = 22;

/// The members in order; `None` where the file is no plain ZIP.
fn directory(file: &[u8]) -> Option<Vec<Packed<'_>>> {
    let end = file.len().checked_sub(END)?;
    let mut fields = Fields(&file[end..]);
    fields.is(0x0605_4b50)?;
    let (disk, first_disk, here, count) = (fields.u16()?, fields.u16()?, fields.u16()?, fields.u16()?);
    let (length, start, comment) = (fields.u32()? as usize, fields.u32()? as usize, fields.u16()?);
    if (disk, first_disk, comment) != (0, 0, 0) || here != count || start.checked_add(length) != Some(end) {
        return None;
    }
    let mut central = Fields(&file[start..end]);
    let mut local = Fields(&file[..start]);
    let mut members = Vec::with_capacity(usize::from(count));
    for _ in 0..count {
        members.push(member(&mut central, &mut local, start)?);
    }
    // nothing between the members, nothing after them
    (central.0.is_empty() && local.0.is_empty()).then_some(members)
}

fn member<'a>(central: &mut Fields<'a>, local: &mut Fields<'a>, start: usize) -> Option<Packed<'a>> {
    let offset = start - local.0.len();
    central.is(0x0201_4b50)?;
    central.take(4)?;
    let told = told(central)?;
    let (note, disk) = (central.u16()?, central.u16()?);
    central.take(6)?;
    if (note, disk) != (0, 0) || central.u32()? as usize != offset {
        return None;
    }
    let name = central.take(usize::from(told.name))?;
    local.is(0x0403_4b50)?;
    local.take(2)?;
    if self::told(local)? != told || local.take(usize::from(told.name))? != name || told.extra != 0 {
        return None;
    }
    let data = local.take(told.packed as usize)?;
    let name = std::str::from_utf8(name).ok().filter(|name| name.is_ascii())?;
    (told.flags & !FLAGS == 0).then_some(Packed {
        name,
        method: told.method,
        crc: told.crc,
        size: told.size,
        data,
    })
}

/// What local header and directory both say of a member.
#[derive(PartialEq, Eq)]
struct Told {
    flags: u16,
    method: u16,
    crc: u32,
    packed: u32,
    size: u32,
    name: u16,
    extra: u16,
}

fn told(fields: &mut Fields<'_>) -> Option<Told> {
    let (flags, method) = (fields.u16()?, fields.u16()?);
    // times of day say nothing here
    fields.take(4)?;
    Some(Told {
        flags,
        method,
        crc: fields.u32()?,
        packed: fields.u32()?,
        size: fields.u32()?,
        name: fields.u16()?,
        extra: fields.u16()?,
    })
}

impl Packed<'_> {
    fn inflated(&self) -> Option<Vec<u8>> {
        let size = self.size as usize;
        let bytes = match self.method {
            0 => self.data.to_vec(),
            8 => {
                // a byte of room more, so that one too many is seen
                let mut bytes = Vec::with_capacity(size + 1);
                let mut stream = Decompress::new(false);
                let status = stream.decompress_vec(self.data, &mut bytes, FlushDecompress::Finish).ok()?;
                if status != Status::StreamEnd || stream.total_in() != self.data.len() as u64 {
                    return None;
                }
                bytes
            }
            _ => return None,
        };
        let mut crc = Crc::new();
        crc.update(&bytes);
        (bytes.len() == size && crc.sum() == self.crc).then_some(bytes)
    }
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        let mut trouble = Self::new(FAMILY, refused.code);
        if let Some(entry) = refused.entry {
            trouble = trouble.with("number", entry.to_string());
        }
        trouble.arguments.extend(refused.arguments);
        trouble
    }
}
