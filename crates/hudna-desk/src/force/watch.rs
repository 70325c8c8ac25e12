//! Posts and cameras in words, with their periods.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hudna_core::force::{Camera, Post};

use super::Told;

impl<'a> Told<'a> {
    /// Posts manned and cameras working in each sector of which anything is known.
    pub fn watch(&self) -> Vec<(String, Vec<String>)> {
        let force = &self.snapshot.force;
        let posts = force.posts.iter().map(|post| &post.sector);
        let sectors: BTreeSet<&Arc<str>> = posts.chain(force.cameras.iter().map(|c| &c.sector)).collect();
        let said = sectors.into_iter().map(|sector| {
            let manned = |post: &&Post| {
                post.sector == *sector
                    && post.from <= self.now
                    && post.until.is_none_or(|until| self.now < until)
            };
            let mut said = vec![self.words.count("force-posts", force.posts.iter().filter(manned).count())];
            let (up, all) = self.cameras(sector);
            if all > 0 {
                let values = [("up", up.to_string().into()), ("all", all.to_string().into())];
                said.push(self.words.with("force-cameras", &values));
            }
            (self.screen.sector(sector), said)
        });
        said.collect()
    }

    /// Cameras working, and known, in a sector.
    fn cameras(&self, sector: &str) -> (usize, usize) {
        let here: Vec<&Camera> =
            self.last_of_cameras().into_iter().filter(|camera| *camera.sector == *sector).collect();
        (here.iter().filter(|camera| camera.up).count(), here.len())
    }

    /// Where a post stands, and from when to when it was manned.
    pub fn post(&self, post: &Post) -> String {
        let mut values = vec![
            ("sector", self.screen.sector(&post.sector).into()),
            ("from", self.screen.moment(post.from).into()),
        ];
        let Some(until) = post.until else { return self.words.with("force-post-since", &values) };
        values.push(("until", self.screen.moment(until).into()));
        self.words.with("force-post-over", &values)
    }

    /// What was last said of each camera, in the order of their ids.
    pub fn last_of_cameras(&self) -> Vec<&'a Camera> {
        let mut last: BTreeMap<&str, &Camera> = BTreeMap::new();
        for camera in self.snapshot.force.cameras.iter().filter(|camera| camera.at <= self.now) {
            let known = last.entry(&camera.camera).or_insert(camera);
            // of two told for one moment the later entry counts
            if camera.at >= known.at {
                *known = camera;
            }
        }
        last.into_values().collect()
    }

    /// Where a camera is, whether it works, since when.
    pub fn camera(&self, camera: &Camera) -> String {
        let key = if camera.up { "force-camera-up" } else { "force-camera-down" };
        let values = [
            ("sector", self.screen.sector(&camera.sector).into()),
            ("moment", self.screen.moment(camera.at).into()),
        ];
        self.words.with(key, &values)
    }
}
