//! A progress bar on standard error, where a person watches and the work is long.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use hudna_desk::desk::{Stage, Watch};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::speak::Speaker;

/// Work shorter than this shows no bar.
const LONG: Duration = Duration::from_secs(1);

/// Shows the stages of the work once it proves long.
pub(super) struct Bar {
    shown: Option<Arc<Mutex<Shown>>>,
    names: [String; 4],
    /// Held so that the one who waits for the work to prove long learns that it has ended.
    ending: Mutex<Option<Sender<()>>>,
}

struct Shown {
    bar: ProgressBar,
    is_long: bool,
    is_over: bool,
}

impl Bar {
    pub(super) fn new(speaker: &Speaker) -> Self {
        let names = ["intake", "fusion", "assessment", "documents"]
            .map(|s| speaker.words.get(&format!("cli-stage-{s}")));
        if !Speaker::is_watched() {
            return Self { shown: None, names, ending: Mutex::new(None) };
        }
        let hidden = Shown { bar: ProgressBar::hidden(), is_long: false, is_over: false };
        let shown = Arc::new(Mutex::new(hidden));
        let (ending, ended) = mpsc::channel();
        let waiting = Arc::clone(&shown);
        thread::spawn(move || {
            if ended.recv_timeout(LONG) == Err(RecvTimeoutError::Timeout)
                && let Ok(mut shown) = waiting.lock()
                && !shown.is_over
            {
                shown.is_long = true;
                shown.show();
            }
        });
        Self { shown: Some(shown), names, ending: Mutex::new(Some(ending)) }
    }

    /// Takes the bar away, before anything else is said.
    pub(super) fn finish(&self) {
        if let Ok(mut ending) = self.ending.lock() {
            ending.take();
        }
        if let Some(Ok(mut shown)) = self.shown.as_ref().map(|s| s.lock()) {
            shown.is_over = true;
            shown.bar.finish_and_clear();
        }
    }
}

impl Shown {
    fn show(&self) {
        self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
        // a stage that counts nothing still moves
        self.bar.enable_steady_tick(Duration::from_millis(150));
    }
}

impl Watch for Bar {
    fn begin(&self, stage: Stage, steps: usize) {
        let Some(Ok(mut shown)) = self.shown.as_ref().map(|s| s.lock()) else { return };
        let name = match stage {
            Stage::Intake => &self.names[0],
            Stage::Fusion => &self.names[1],
            Stage::Assessment => &self.names[2],
            Stage::Documents => &self.names[3],
        };
        let looks = if steps == 0 { "{spinner} {msg}" } else { "{spinner} {msg} {bar:30} {pos}/{len}" };
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::hidden());
        bar.set_style(ProgressStyle::with_template(looks).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(name.clone());
        shown.bar.finish_and_clear();
        shown.bar = bar;
        if shown.is_long {
            shown.show();
        }
    }

    fn done(&self, steps: usize) {
        if let Some(Ok(shown)) = self.shown.as_ref().map(|s| s.lock()) {
            shown.bar.inc(steps as u64);
        }
    }
}
