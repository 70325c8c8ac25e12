//! What statements, conditions, verbs and words are called in data.

use serde::Serialize;

macro_rules! named {
    ($(#[$about:meta])* $vis:vis $type:ident { $($variant:ident $name:literal $doc:literal;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        $vis enum $type { $(#[doc = $doc] #[serde(rename = $name)] $variant,)* }
        impl $type {
            /// Every one.
            $vis const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The name in data.
            $vis const fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }
            /// The one of this name.
            $vis fn parse(name: &str) -> Option<Self> { Self::ALL.iter().copied().find(|one| one.name() == name) }
        }
    };
}

named! {
    /// What somebody does by saying something.
    pub Class {
        Affirm "affirm" "Affirms, stresses.";
        Demand "demand" "Demands, asks that something be done.";
        Praise "praise" "Praises, thanks, welcomes.";
        Propose "propose" "Proposes, offers for discussion.";
        Reject "reject" "Rejects, refuses, condemns.";
        Deny "deny" "Says that something is not so.";
        Agree "agree" "Agrees, accepts, decides together.";
        Condition "condition" "Sets as a condition.";
        PointOut "point_out" "Points out, explains, recalls.";
        Promise "promise" "Undertakes, declares to be ready.";
        Warn "warn" "Warns, threatens.";
        Accuse "accuse" "Accuses, complains.";
        Concern "concern" "Voices concern or regret.";
        Ask "ask" "Asks a question.";
        Say "say" "Says, adds, reports.";
    }
}

named! {
    /// How what follows a marker stands to what is said.
    pub ConditionKind {
        If "if" "Where this is so.";
        Provided "provided" "Provided that this is done.";
        Until "until" "For as long as this has not come.";
        After "after" "Not before this.";
        ConditionalOn "conditional_on" "Somebody has made it depend on this.";
        Unless "unless" "Unless this is so.";
        InReturn "in_return" "In exchange for this.";
    }
}

named! {
    /// Lists of words in a language's file.
    pub(super) List {
        Honorific "honorific" "Stands before a name and is no part of it: Mr, Colonel.";
        Role "role" "Head of a capacity: chair, mayor, delegate.";
        Body "body" "Head of the name of a body: council, committee, mission.";
        People "people" "Head of a group of people: commanders, elders, members.";
        Given "given" "A given name: a name begins.";
        NameLink "name_link" "Joins the parts of a name: bin, Abd, van.";
        NameAlso "name_also" "May be a word of a name beside what else it is; never the first sign of one.";
        Content "content" "Begins what is said: that, on.";
        End "end" "Ends a phrase and begins nothing.";
        Link "link" "Carries a phrase on: of, for, in.";
        LinkName "link_name" "Carries a phrase on to a name: Mission in Zarqan.";
        Belonging "belonging" "Carries a phrase on to the body it belongs to: affiliated to.";
        Presider "presider" "Says that whoever is named next heads the body named before.";
        Aside "aside" "May stand between a verb and its subject, or before both: for his part.";
        Relative "relative" "Says after a verb that its subject was named before: «بكلمة أكد فيها».";
        Passive "passive" "Before a verb: whoever does it follows, behind a word of `by`.";
        Be "be" "Before a word that says how somebody is: concerned, ready to.";
        By "by" "Whoever does it follows.";
        And "and" "Joins clauses.";
        Negation "negation" "Turns the verb after it round.";
        Bare "bare" "A verb after it says nothing by itself: to, أن.";
        Determiner "determiner" "A word after it is no verb: the, their.";
        Modifier "modifier" "Belongs to the phrase after it: special, deputy.";
        PronounOne "pronoun_one" "Stands for the person who spoke last.";
        PronounMany "pronoun_many" "Stands for the collective that spoke last.";
        PronounSelf "pronoun_self" "Whoever speaks now: we, I.";
        Future "future" "Says that something is yet to be done by whoever is spoken of.";
        FuturePrefix "future_prefix" "The same, at the beginning of a word.";
        LabelAgreed "label_agreed" "Heads a list of what was agreed.";
        NoFuture "no_future" "Begins like one of those and is none.";
        Duty "duty" "Says that something ought to be: must, ضرورة.";
        Unanimity "unanimity" "Says that all were of one mind.";
        Held "held" "Says that a meeting took place: where and when follow.";
        At "at" "The place follows.";
        Time "time" "Says when: ends the name of a place.";
        Month "month" "A month.";
        Weekday "weekday" "A day of the week.";
        LabelDate "label_date" "Before a colon: the day follows.";
        LabelPlace "label_place" "Before a colon: the place follows.";
        LabelPresent "label_present" "Before a colon: who was there follows.";
        LabelAbsent "label_absent" "Before a colon: who was not there follows.";
        LabelOther "label_other" "Before a colon: something that nobody says.";
        LabelFrom "label_from" "In a log, before whoever speaks.";
        LabelTo "label_to" "In a log, before whoever is spoken to.";
        Abbreviation "abbreviation" "The full stop after it ends no sentence.";
        Heading "heading" "Begins a heading or a numbered clause: Annex, أولاً.";
        For "for" "After a name: the body comes next that somebody speaks for.";
        AsideEnding "aside_ending" "The end of a word that may stand where an aside may.";
        ObliqueEnding "oblique_ending" "The end of a word that is nobody's subject.";
        Several "several" "A form of a verb of which several are the subject.";
        NameTail "name_tail" "Goes on with a given name and does not end it: بدر الدين.";
        NamePrefix "name_prefix" "A part of a name may begin so that looks like a joined preposition.";
        NamedAs "named_as" "A name follows: known as.";
        PronounObject "pronoun_object" "Whoever spoke last, behind what stands before whoever says it: her.";
        Pair "pair" "Stands for the two people who were named last.";
        Whose "whose" "Behind a person: what that person does follows: الذي.";
        SeveralEnding "several_ending" "The end of a word that names several.";
        Owes "owes" "Behind a body at the head of an item: what it has to do follows.";
        GivenPrefix "given_prefix" "A given name begins so: عبدال.";
        Placed "placed" "Where somebody holds a capacity: a phrase goes on with it behind a joined preposition.";
        Quantifier "quantifier" "Says how many of those named behind it: some of, أحد.";
        NominativeEnding "nominative_ending" "The end of a word that is visibly a subject.";
        PronounLast "pronoun_last" "Stands for whoever was named last: the latter, الأخير.";
        Which "which" "A verb behind it is about what was said before: to which, «وهو ما».";
        LabelQuestion "label_question" "Before a colon: what somebody from outside asked.";
        LabelAnswer "label_answer" "Before a colon: what was answered.";
        Feminine "feminine" "Used of women: a form of a verb, a title, a given name.";
        Masculine "masculine" "Used of men.";
        NoGender "no_gender" "A title or capacity that is used of both, whatever its ending.";
        PronounBound "pronoun_bound" "Ends in the pronoun that is the subject of the verb behind it: أنها.";
        Acts "acts" "A verb of whoever acts at a meeting and says nothing by it: opened, received.";
        Source "source" "What speaks for somebody who is not named: a statement, a source.";
        PronounSame "pronoun_same" "Stands for whoever spoke last: the same source.";
        FromWhom "from_whom" "Whoever is quoted follows: «نقل عن».";
        Quoted "quoted" "Behind whoever is quoted: «قوله».";
        Possessed "possessed" "A capacity with whose it is joined to it: nothing more belongs to it.";
        State "state" "A state, or its capital: speaks right behind a verb of saying.";
        Delivered "delivered" "Whoever delivered what was said follows: «في كلمة ألقاها».";
        RankTail "rank_tail" "Goes on with a rank: of the police, of the navy, retired.";
        Continues "continues" "A verb by which whoever spoke goes on: added.";
        AlsoIs "also_is" "Behind somebody and a comma: who that is follows.";
        Kunya "kunya" "Before a name: the parent of whoever is so named.";
        Saying "saying" "Goes on with a verb of saying and adds nothing: «أردف قائلا».";
        NoName "no_name" "A common word that nothing else is said of: no name begins with it.";
        NoPeople "no_people" "Has the form of a word for people and is none.";
        Article "article" "No name of a person stands right behind it: the.";
        OneOf "one_of" "Says that one of those named behind it is meant: أحد.";
        Except "except" "Behind a negation and before a joined preposition: a condition: إلا.";
        ExceptPrefix "except_prefix" "The preposition that is joined behind such a word.";
        OwningPrefix "owning_prefix" "The joined preposition that says whose something is: ل.";
        IfBeforeVerb "if_before_verb" "Begins what is said, and a condition before a verb: إن.";
        IfVerb "if_verb" "A form of a verb that says nothing, behind such a word.";
        ForWhom "for_whom" "Behind a verb: for whom or of what somebody speaks: «تحدث عن».";
        Whence "whence" "Behind a capacity: whence somebody is: من.";
        Meeting "meeting" "A meeting: what somebody opens or closes, before whoever does.";
        With "with" "Before whoever says something in the same breath: with X warning.";
        LabelHeard "label_heard" "Before a colon: whoever is heard or interviewed follows.";
        OwningEnding "owning_ending" "The end of a word that says whose something is: 's.";
        Represents "represents" "The head of a capacity that says for whom somebody speaks: delegate of.";
        LabelActions "label_actions" "Before a colon: what is to be done by whom.";
        ReplyPrefix "reply_prefix" "Joined to a verb that answers: the one who was asked is its subject.";
    }
}

named! {
    /// The form of a verb.
    pub(super) Tense {
        Past "past" "Said.";
        Present "present" "Says.";
        Base "base" "Say: after a plural, or at the head of a clause.";
        First "first" "I say, we say.";
        Participle "participle" "Saying.";
        State "state" "After a form of *be*: concerned.";
        Inverted "inverted" "Stands before whoever says it: according to.";
        Bound "bound" "With a pronoun joined: stands behind «وهو ما», and whoever says it behind it.";
        Own "own" "Begins what whoever spoke last says: in her view.";
    }
}
