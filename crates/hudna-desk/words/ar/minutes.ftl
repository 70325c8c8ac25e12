# المحاضر: الأوامر، وما تقترحه القراءة الأولى، ولماذا تعذّر شيء منها. `.do` هي الخطوة التالية.

cli-minutes = يقرأ محاضر الاجتماعات قراءة أولى، ويصوغ إجراءات مما يؤكده إنسان
cli-minutes-read = يبيّن من شارك، ومن قال ماذا، وما اتفق عليه الجميع، وما جرى التعهد به بشروط، كلٌّ بألفاظه
cli-minutes-read-after =
    ما يظهر هو اقتراح: لا يصير شيء منه إجراءً ما لم يسمّه إنسان بالأمر "hudna minutes acts".
    وبالأسماء m وs1 وp1 … تجري تسميته. وفي docs/minutes.md بيان ما لا يقدر عليه القارئ.
cli-minutes-json = طباعة الاقتراح بصيغة JSON؛ وصفها في docs/minutes.md
cli-minutes-file = المحضر: ملف نصي بالعربية أو الإنجليزية
cli-minutes-lang = القراءة بهذه اللغة حيث تُكتب لغات عدة بخط واحد
cli-minutes-acts = يطبع إجراءات بما أكده إنسان، للأمر "hudna act"
cli-minutes-acts-after =
    hudna minutes acts minutes.txt --confirm s3,p1 --as "NAME=first" --issue coast-road --to second --id p1=P-7 > acts.json
    hudna act MISSION acts.json

    لا يُكمَّل شيء من عند البرنامج: ما لا يقوله المحضر، وما لا يقوله إلا إنسان، يُسأل عنه. ولا ترد أسماء الأشخاص في أي إجراء.
cli-minutes-confirm = ما جرى تأكيده: m للاجتماع، وs1 … للأقوال، وp1 … للتعهدات
cli-minutes-as = الطرف الذي يتكلم المتحدث باسمه، بالاسم الوارد في المحضر؛ وعدة أطراف بينها فواصل
cli-minutes-issue = موضوع الأقوال كلها، أو قول واحد
cli-minutes-stance = ما ينتهي إليه القول حيث لا يدل عليه فعله: accepts أو accepts_with_reservation أو rejects أو silent أو absent
cli-minutes-id = رقم التعهد
cli-minutes-to = لمن جرى التعهد
cli-minutes-day = يوم الاجتماع
cli-minutes-zone = المنطقة الزمنية لذلك اليوم (UTC ما لم تُذكر)
cli-minutes-convener = الداعي إلى الاجتماع
cli-minutes-meeting = قيد الاجتماع، إن كان في السجل

minutes-meeting = الاجتماع
minutes-day = اليوم: { $day }
minutes-place = المكان: { $place }
minutes-not-said = لم يُذكر
minutes-participants = المشاركون
minutes-participant = { $name }: { $capacity } (السطر { $line })
minutes-absent = { $name }: { $capacity } (السطر { $line })، وذُكر غيابه
minutes-statements = الأقوال
minutes-statement = { $speaker }: { $marks } (السطر { $line })
minutes-nobody = لا أحد مسمّى
minutes-unanimous = من الجميع
minutes-reported = على لسان غيره
minutes-unsure = تحقَّق من القائل
minutes-promises = التعهدات
minutes-undertaken = تعهد في { $statement }
minutes-tied = شرط مقترن بالقول { $statement }؛ أما أن فيه تعهدًا فيقوله إنسان
minutes-left = ما لم يُستخرج منه شيء
minutes-left-line = السطر { $line }: { $why }
minutes-why-heading = عنوان أو قائمة
minutes-why-no_verb = لا فعل قول يعرفه القارئ
minutes-why-unattributed = أمر آتٍ أو شرط، ولا قائل له
minutes-no-act = هذا اقتراح. لا يصير شيء منه إجراءً ما لم يسمّه إنسان: hudna minutes acts --help

minutes-class-affirm = تأكيد
minutes-class-demand = مطالبة
minutes-class-praise = إشادة أو شكر
minutes-class-propose = اقتراح
minutes-class-reject = رفض
minutes-class-deny = نفي
minutes-class-agree = موافقة
minutes-class-condition = اشتراط
minutes-class-point_out = إشارة
minutes-class-promise = تعهد
minutes-class-warn = تحذير
minutes-class-accuse = اتهام أو شكوى
minutes-class-concern = قلق أو أسف
minutes-class-ask = سؤال
minutes-class-say = قول
minutes-condition-if = في حال
minutes-condition-provided = بشرط
minutes-condition-until = إلى حين
minutes-condition-after = بعد
minutes-condition-conditional_on = متوقف على
minutes-condition-unless = ما لم
minutes-condition-in_return = مقابل

minutes-too-long = في { $file } من البايتات { $bytes }؛ والحد الأقصى للمحضر { $most }
    .do = قسّمه إلى محاضر اجتماعات منفردة.
minutes-pick-missing = لم يؤكَّد شيء
    .do = سمِّ ما يثبت: m للاجتماع، وs1 لقول، وp1 لتعهد.
minutes-pick-unknown = «{ $name }» ليس مما اقتُرح في هذا المحضر
    .do = الأمر hudna minutes read يبيّن ما اقتُرح بأسمائه.
minutes-party-missing = لم يُذكر الطرف الذي يتكلم «{ $speaker }» باسمه في { $name }
    .do = اذكره بالخيار ‎--as "{ $speaker }=PARTY"، وعدة أطراف بينها فواصل.
minutes-speaker-missing = لا يسمّي المحضر قائل { $name }
    .do = اكتب هذا الإجراء بيدك إن عُرف قائله.
minutes-stance-missing = فعل { $name } ({ $class }) لا يدل على قبول ولا رفض
    .do = اذكر الموقف بالخيار ‎--stance { $name }=accepts أو accepts_with_reservation أو rejects أو silent أو absent.
minutes-issue-missing = لم يُذكر موضوع { $name }
    .do = اذكره بالخيار ‎--issue ISSUE أو ‎--issue { $name }=ISSUE.
minutes-to-missing = لم يُذكر لمن التعهد { $name }
    .do = اذكره بالخيار ‎--to PARTY.
minutes-id-missing = لا رقم للتعهد { $name }
    .do = أعطه رقمًا ليس لتعهد آخر في البعثة: ‎--id { $name }=P-7.
minutes-day-missing = لم يُذكر يوم الاجتماع
    .do = اذكره بالخيار ‎--day YYYY-MM-DD، ومعه ‎--zone إن لم يكن بتوقيت UTC.
minutes-convener-missing = لم يُذكر الداعي إلى الاجتماع
    .do = اذكره بالخيار ‎--convener NAME.
minutes-option-malformed = «{ $value }» ليس مما يقبله هذا الخيار
    .do = الأمر hudna minutes acts --help يبيّن صيغة كل خيار.

page-minutes = المحاضر
minutes-lead = الصق محضر اجتماع. يظهر بجانبه ما يبدو أنه يقوله؛ ولا يصير شيء منه إجراءً ما لم تؤشَّر خانته ويُوقَّع.
minutes-account = المحضر
minutes-account-hint = بالعربية أو الإنجليزية: سرد أو نقاط أو بيان أو سجل لاسلكي. لا يُحفظ ما لم يُوقَّع منه شيء.
minutes-account-empty = لا محضر بعد.
minutes-account-twice = أُلصق محضر واختير ملف معًا: أرسل أحدهما.
minutes-file = أو ملفًا
    .hint = نص مجرد لا يزيد على 64 كيبيبايت. والمحاضر الأطول لسطر الأوامر.
minutes-file-empty = الملف { $file } فارغ
    .do = اختر الملف الذي فيه المحضر.
minutes-file-too-large = في { $file } من البايتات { $bytes }؛ والحد الأقصى للمحضر في هذه الصفحة { $most }
    .do = اقرأه بالأمر hudna minutes read، أو أرسله أجزاء.
minutes-file-not-text = الملف { $file } ليس نصًا مجردًا
    .do = احفظه نصًا مجردًا (‎.txt) أو الصق ألفاظه. ولم يُحفظ شيء.
minutes-read = قراءة
minutes-proposed-lead = هذه اقتراحات: انظر في كل منها بجانب ألفاظه. والخط المتموّج يعني أن القائل يحتاج إلى نظر ثانٍ.
minutes-sign = توقيع ما أُشِّر
minutes-sign-hint = يصير كل منها إجراءً موقَّعًا بمفتاحك؛ وألفاظه مختومة.
minutes-signed =
    { $count ->
        [one] وُقِّع إجراء واحد.
        [two] وُقِّع إجراءان.
        [few] وُقِّعت { $count } إجراءات.
        [many] وُقِّع { $count } إجراءً.
       *[other] وُقِّع { $count } إجراء.
    }
minutes-was-absent = ذُكر غيابه
minutes-speaks-for = يتكلم باسم
minutes-stance = ينتهي إلى
minutes-stance-accepts = يقبل
minutes-stance-accepts_with_reservation = يقبل بتحفّظ
minutes-stance-rejects = يرفض
minutes-stance-silent = صامت
minutes-stance-absent = غائب
minutes-to = التعهد لمن
minutes-id = رقم التعهد
minutes-issue = موضوع الأقوال
    .hint = كما تسميه البعثة، مثل coast-road.
minutes-convener = الداعي إلى الاجتماع
