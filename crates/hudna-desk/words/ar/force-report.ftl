# تقرير القوة المشتركة.

cli-force-out = يكتب التقرير بصيغتي PDF وHTML في هذا المجلد، بلغات ‎--lang
cli-force-lang = لغات التقرير
force-paper-title = تقرير عن القوة المشتركة { $number }
force-paper-footer = لا يُذكر هنا اسم أحد. وما لم يُبَتّ فيه مفتوح
force-paper-look = التقرير للطباعة
section-force-summary = ملخص
section-force-bodies = 1. الهيئات وتكوينها
section-force-nominations = 2. الترشيحات
section-force-watch = 3. وسائل الرصد بحسب القطاع
section-force-patrols = 4. الدوريات
section-force-complaints = 5. الشكاوى من المراقبين
force-paper-bodies = { $count ->
    [0] لا يذكر السجل أي هيئة.
    [one] للقوة المشتركة هيئة واحدة.
    [two] للقوة المشتركة هيئتان.
    [few] للقوة المشتركة { $count } هيئات.
    [many] للقوة المشتركة { $count } هيئة.
   *[other] للقوة المشتركة { $count } هيئة.
}
force-paper-seats = { $count ->
    [0] لم يُشغل أي مقعد بعد.
    [one] شُغل مقعد واحد.
    [two] شُغل مقعدان.
    [few] شُغلت { $count } مقاعد.
    [many] شُغل { $count } مقعداً.
   *[other] شُغل { $count } مقعد.
}
force-paper-nominations = { $count ->
    [0] لا ترشيح قيد النظر.
    [one] ترشيح واحد قيد النظر.
    [two] ترشيحان قيد النظر.
    [few] { $count } ترشيحات قيد النظر.
    [many] { $count } ترشيحاً قيد النظر.
   *[other] { $count } ترشيح قيد النظر.
}
force-paper-patrols = { $count ->
    [0] لم ترفع أي دورية تقريرها.
    [one] رفعت دورية واحدة تقريرها.
    [two] رفعت دوريتان تقريريهما.
    [few] رفعت { $count } دوريات تقاريرها.
    [many] رفعت { $count } دورية تقاريرها.
   *[other] رفعت { $count } دورية تقاريرها.
}
force-paper-broken = { $count ->
    [one] في هيئة واحدة أخلّ تغيير في تكوينها بحصة.
    [two] في هيئتين أخلّ تغيير في التكوين بحصة.
    [few] في { $count } هيئات أخلّ تغيير في التكوين بحصة.
    [many] في { $count } هيئة أخلّ تغيير في التكوين بحصة.
   *[other] في { $count } هيئة أخلّ تغيير في التكوين بحصة.
}
force-paper-broken-at = أخلّ تغيير { $moment } بحصة.
force-paper-column-quota = الحصة
force-paper-column-stands = الحال
force-paper-column-asks = ما تطلبه
force-paper-column-body = الهيئة
force-paper-column-sector = القطاع
force-paper-column-watch = وسائل الرصد
force-paper-column-way = الوسيلة
force-paper-open = قيد النظر
force-paper-appeal = صدر فيها قرار يقبل الاستئناف
force-paper-accepted = قُبلت
force-paper-refused = لم تُقبل
force-paper-withdrawn = سُحبت
force-paper-overdue = متأخرة
force-paper-nobody-named = لا يُذكر المرشحون في هذا التقرير، لا بأسمائهم ولا برموزهم. ويُحسب متأخراً ما انقضت مهلة خطوته التالية.
force-paper-hours = ساعات الدوريات المبلَّغ عنها: { $hours }
force-paper-planned = مقررة لم تنته
force-paper-awaited = انتهت ويُنتظر تقريرها
force-paper-reported = رفعت تقريرها
force-paper-late = منها متأخر
force-paper-denied = رُدّت
force-paper-uncleared = دون الإذن المطلوب
