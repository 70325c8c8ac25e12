# Words of ballots: the page on which people vote, the cards that are printed, and what whoever runs a consultation does.
record-ballot-mistyped = This is not a code as it was printed: { $count ->
    [0] no digit was typed
    [one] one digit was typed
   *[other] { $count } digits were typed
}, or one of them is another.
    .do = Type the twenty digits of your card again, four by four. Nothing was sent further.
record-ballot-unknown = No ballot has this code.
    .do = Look whether the card is of this mission. Nothing was recorded.
record-ballot-closed = This consultation is closed: votes are taken no more. What you had said before that counts.
record-ballot-ended = Nobody votes on this device any more: it was left, or two hours have passed.
    .do = Type your code again; what you said is kept. This last vote was not.
record-ballot-wait = Too many wrong codes came from where you are. Wait { $seconds } seconds; nothing was looked up.
record-ballot-statement-unknown = The consultation has no statement “{ $statement }”. No vote was kept.
    .do = Answer the statement that is shown.
record-ballot-vote-unknown = “{ $vote }” is no vote. No vote was kept.
    .do = Choose agree, disagree or pass.
record-ballots-number = Between one and { $most } ballots are made at once. None was made.
    .do = For more, make another sheet.
record-ballots-closed = The consultation is closed: no ballot is made for it any more.
record-ballots-counted = The consultation was counted already. Nothing was done.
record-ballots-none = The consultation has no ballots: nobody could vote on a page.
    .do = Votes that came as a file are counted with hudna consult.
ballot-title = Vote in a consultation
ballot-lead = Type the code that is printed on your card. You need no account, and your name is asked nowhere.
ballot-code = Code
    .hint = Twenty digits; spaces do not matter.
ballot-begin = Begin
ballot-left = { $left ->
    [0] You have answered every statement ({ $all }).
    [one] One statement is left of { $all }.
   *[other] { $left } statements are left of { $all }.
}
ballot-agree = I agree
ballot-disagree = I disagree
ballot-pass = Pass
ballot-said-before = You said before: { $vote }
ballot-next = On to the next
ballot-done = Thank you. What you said is kept. You can change it here, with the same code, until the consultation is closed.
ballot-yours = What you have said
ballot-change = Change
ballot-leave = Leave
ballot-left-now = You have left. Nothing on this device leads to what you said.
ballot-how = What happens to my votes
ballot-how-kept = Neither your name nor your device nor the time is kept with your votes, and nobody wrote down who was given which card. No result is shown to anybody before the consultation is closed; then only what many said.
ballot-how-host = Whoever runs this machine could read votes while the consultation is open, as a number without a name. Whoever holds your card can vote with it and see what you said: keep it to yourself, and destroy it afterwards. Leave the page when you are done.
ballots-heading = Voting on a page
ballots-lead = Each ballot is a card with a code. Whoever is handed one votes at { $address }, without an account. Nobody writes down who was given which.
ballots-none-yet = No ballots were made.
ballots-made = { $count ->
    [one] One ballot was made.
   *[other] { $count } ballots were made.
}
ballots-taking = Votes are being taken. How many came, and which, is shown to nobody before it is closed.
ballots-shut = It is closed: no votes are taken any more.
ballots-shut-uncounted = It is closed and not counted.
ballots-number = How many
    .hint = Up to 2,000 at once. The codes are shown this once and kept nowhere: print the page, then close it.
ballots-make = Make cards to print
ballots-close-means = Closing ends the voting. The votes are sealed as a file on the record with what they come to; where fewer than { $least } people took part, nothing is counted and voting goes on.
ballots-close = Close and count
ballots-end-means = Ending without a count destroys all votes that were cast. It cannot be undone.
ballots-end-sure = Destroy the votes
ballots-end-sure-missing = Tick this, or leave the consultation open.
ballots-end = End without a count
ballots-cards = Cards
ballots-cards-lead = { $count ->
    [one] One card
   *[other] { $count } cards
}, sheet { $mark }. They are shown this once: print them now. Cut them, mix them, and let people draw one; do not note who drew which.
ballot-card-open = Open this address in any browser and type the code:
ballot-card-how = Say of each statement: agree, disagree or pass. What you said can be changed until the consultation is closed. Nobody notes who was given this card. Keep the code to yourself.
cli-ballots = Makes ballots of a consultation: cards to print, each with a code by which somebody votes on the page of a served mission
cli-ballots-after = The codes lie in the files that are written and nowhere else. Destroy the files once the cards are printed.
cli-ballots-number = How many ballots, up to 2,000
cli-ballots-address = Where the mission is served, as it is printed on the cards
cli-ballots-out = Folder for the cards: ballots.html to print, ballots.csv for another press
cli-ballots-done = { $count ->
    [one] One ballot
   *[other] { $count } ballots
} made, in { $folder }. Destroy the files once the cards are printed.
record-ballots-open = People vote on the consultation { $consultation } with ballots; a count of a file would throw their votes away.
    .do = Nothing was counted. Close and count it on its page, or end it there without a count.
