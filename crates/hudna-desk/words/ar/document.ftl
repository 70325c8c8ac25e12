# تقرير الوضع وسائر الوثائق.
sitrep-daily = تقرير الوضع اليومي رقم { $number }
sitrep-weekly = تقرير الوضع الأسبوعي رقم { $number }
sitrep-long = تقرير الوضع رقم { $number }
sitrep-as-of = الوضع حتى الساعة { $time } من يوم { $date }. كل الأوقات بالتوقيت المحلي ({ $zone }).
sitrep-period = الفترة: { $period }.
sitrep-before = الفترة السابقة، بين قوسين: { $period }.
sitrep-class = التوزيع: أعضاء اللجنة المشتركة، لا يُنشر
sitrep-provisional = نتائج أولية.
sitrep-provisional-means = كل ما في هذا التقرير استخرجه البرنامج من البلاغات، ولم يقيّم أحد شيئًا منه، ولم تصدر اللجنة فيه قرارًا.
sitrep-staged = نتائج أولية، ما لم يُذكر غير ذلك.
sitrep-staged-means = ما وُسم بكلمة «تقييم» ففيه النتيجة التي اعتمدها مقيِّم، وما وُسم بكلمة «قرار» ففيه النتيجة التي قررتها اللجنة. وكل ما عدا ذلك استخرجه البرنامج من البلاغات.
sitrep-agreement = { $title }، النسخة { $version }. { $prevails }
prevails-ar = يُعتدّ بالنص العربي عند الاختلاف.
prevails-en = يُعتدّ بالنص الإنجليزي عند الاختلاف.
sitrep-footer = الادعاء غير التقييم، والتقييم غير القرار
page = صفحة
page-of = من
section-summary = الخلاصة
section-incidents = 1. الحوادث المحتملة بحسب القطاع
section-weapons = 2. السلاح الثقيل
section-zones = 3. مناطق فض الاشتباك وسائر المناطق
section-harm = 4. الأضرار اللاحقة بالمدنيين
section-movement = 5. حرية الحركة
section-map = 6. الخريطة
section-open = 7. ما لم يُحسم، وما الذي يحسمه
section-limits = 8. ما لا يراه هذا التقرير
section-annex-incidents = الملحق أ: جدول الحوادث المحتملة
section-annex-shapes = الملحق ب: كيف تُقرأ الأشكال
section-annex-findings = الملحق ج: النتائج كاملة
summary-lead = وصل في هذه الفترة { $reports } عن { $incidents }.
summary-none = لم يرد في هذه الفترة بلاغ عن حادثة محتملة.
summary-provisional = نتائج أولية:
summary-in = في { $count }
summary-not-assessed = لم يُقيَّم شيء منها، ولم يصدر فيها قرار.
summary-assessed = تقييمات: { $count }،
summary-ruled = قرارات: { $count }،
summary-none-assessed = تقييمات: لا شيء.
summary-none-ruled = قرارات: لا شيء.
summary-others = من النتائج التي لا تخص حادثة: تقييمات { $assessed }، وقرارات { $ruled }.
summary-otherwise = { $count ->
    [one] في نتيجة واحدة مما قُيّم أو صدر فيه قرار ينتهي البرنامج إلى غير ذلك، وقد ذُكر الأمران.
    [two] في نتيجتين مما قُيّم أو صدر فيه قرار ينتهي البرنامج إلى غير ذلك، وقد ذُكر الأمران.
    [few] في { $count } نتائج مما قُيّم أو صدر فيه قرار ينتهي البرنامج إلى غير ذلك، وقد ذُكر الأمران.
    [many] في { $count } نتيجة مما قُيّم أو صدر فيه قرار ينتهي البرنامج إلى غير ذلك، وقد ذُكر الأمران.
   *[other] في { $count } نتيجة مما قُيّم أو صدر فيه قرار ينتهي البرنامج إلى غير ذلك، وقد ذُكر الأمران.
}
summary-lapsed = { $count ->
    [one] نتيجة واحدة قُيّمت قبل أن تتغير حادثتها، ويجد البرنامج الآن غيرها، فعادت أولية.
    [two] نتيجتان قُيّمتا قبل أن تتغير حادثتاهما، ويجد البرنامج الآن غيرهما، فعادتا أوليتين.
    [few] { $count } نتائج قُيّمت قبل أن تتغير حوادثها، ويجد البرنامج الآن غيرها، فعادت أولية.
    [many] { $count } نتيجة قُيّمت قبل أن تتغير حوادثها، ويجد البرنامج الآن غيرها، فعادت أولية.
   *[other] { $count } نتيجة قُيّمت قبل أن تتغير حوادثها، ويجد البرنامج الآن غيرها، فعادت أولية.
}
summary-returned = { $count ->
    [one] نتيجة واحدة أعادها مقيِّم فبقيت أولية.
    [two] نتيجتان أعادهما مقيِّم فبقيتا أوليتين.
    [few] { $count } نتائج أعادها مقيِّم فبقيت أولية.
    [many] { $count } نتيجة أعادها مقيِّم فبقيت أولية.
   *[other] { $count } نتيجة أعادها مقيِّم فبقيت أولية.
}
summary-no-coverage = التغطية غير معلومة: قلة الحوادث أو انعدامها لا يعني الهدوء.
summary-unwatched = التغطية غير معلومة في { $sectors }، والصفر هناك لا يعني الهدوء.
incidents-note = الفترة السابقة بين قوسين. تُعدّ الانفجارات على حدة بالأعداد التي ذكرتها البلاغات. والصفر المظلَّل يعني أن القطاع لم يراقبه أحد نعلم به. وإذا تعددت نتائج الحادثة عُدّت مرة واحدة بهذا الترتيب: خرق، ثم غير محسوم، ثم مسموح به، ثم غير مشمول.
incidents-stages = تشمل الادعاءات كل حادثة محتملة. وفيما عداها تُعدّ الحادثة في مرحلة واحدة، هي أبعد ما بلغته إحدى نتائجها، بالنتيجة المعتمدة أو المقررة فيها، ولا تُجمع المراحل.
incidents-no-before = لم يرد بلاغ عن الفترة السابقة.
incidents-undated = { $count ->
    [one] حادثة واحدة لا يُعلم وقتها عُدّت في هذه الفترة.
    [two] حادثتان لا يُعلم وقتهما عُدّتا في هذه الفترة.
    [few] { $count } حوادث لا يُعلم وقتها عُدّت في هذه الفترة.
    [many] { $count } حادثة لا يُعلم وقتها عُدّت في هذه الفترة.
   *[other] { $count } حادثة لا يُعلم وقتها عُدّت في هذه الفترة.
}
column-sector = القطاع
column-alleged = ادعاءات
column-assessed = تقييمات: لا شيء
column-ruled = قرارات: لا شيء
column-assessed-some = تقييمات
column-ruled-some = قرارات
count-with-outcome = { $outcome } { $count }
column-explosions = انفجارات
column-coverage = التغطية
row-total = المجموع
sector-none = خارج القطاعات، أو في أكثر من قطاع، أو مكان غير معلوم
coverage-unknown = التغطية غير معلومة
coverage-of-sectors = معلومة في { $watched } من { $all } من القطاعات
coverage-patrols = { $share } في المائة من ساعات الدوريات المقررة ({ $done } من { $planned })
coverage-hours = ساعات الدوريات: { $done }
coverage-cameras = الكاميرات العاملة: { $up } من { $all }
coverage-note = في السجل ملاحظة: «{ $note }»
weapons-none = لم يُقدَّم سجل للحيازات: لا يُعلم شيء عن السلاح في المواقع.
weapons-lead = { $count ->
    [one] قيد واحد عن السلاح في المواقع
    [two] قيدان عن السلاح في المواقع
    [few] { $count } قيود عن السلاح في المواقع
    [many] { $count } قيدًا عن السلاح في المواقع
   *[other] { $count } قيد عن السلاح في المواقع
}. الناقص: { $missing }. ما تعذّر الوصول إليه أو التحقق منه: { $closed }.
weapon-calibre = { $weapon }، عيار { $calibre } ملم
column-site = الموقع
column-party = الطرف
column-weapon = السلاح
column-count = العدد
column-state = الحالة
column-when = الوقت
holding-present = موجود
holding-missing = ناقص
holding-again_missing = ناقص مرة أخرى
holding-not_accessible = تعذّر الوصول
holding-not_verified = لم يُتحقق من سحبه
zones-none = لا يرسم الاتفاق مناطق لهذه الفترة.
zones-lead = الحوادث المحتملة التي يقع مكانها يقينًا داخل كل منطقة، والتي قد يقع مكانها داخلها. التغطية معلومة بحسب القطاع، فلا يعني الصفر هنا إلا أن البلاغات لم تذكر حادثة في المنطقة.
column-zone = المنطقة
column-inside = داخلها يقينًا
column-perhaps = ربما داخلها
zone-disputed = (حدودها محل خلاف)
harm-none = لم يرد في هذه الفترة بلاغ يدّعي وقوع قتلى أو جرحى. وليس ذلك دليلًا على عدم وقوعهم.
harm-lead = ما تدّعيه البلاغات، من الحد الأدنى إلى الحد الأعلى. وإذا تعارضت البلاغات عن حادثة واحدة فلا تُجمع أرقامها.
column-harm = الضرر
column-civilian = مدنيون، كما قيل
column-other = غيرهم، أو لم تُذكر صفتهم
column-claims = حوادث فيها ادعاء
column-contested = منها محل خلاف
harm-killed = القتلى
harm-injured = الجرحى
movement-none = لم يُقدَّم سجل للزيارات: لا يُعلم أين سُمح للمراقبين بالوصول.
movement-lead = { $count ->
    [one] زيارة واحدة
    [two] زيارتان
    [few] { $count } زيارات
    [many] { $count } زيارة
   *[other] { $count } زيارة
} في السجل. ما مُنع منها أو تأخّر: { $hindered }. وقت الانتظار: { $minutes }.
column-access = الوصول
column-minutes = دقائق الانتظار
column-reason = السبب المعلن
access-granted = سُمح بالوصول
access-denied = مُنع الوصول
access-delayed = تأخّر الوصول
reason-none = لم يُذكر
map-more = { $count ->
    [one] حادثة أخرى في الجدول لم تُرسم.
    [two] حادثتان أخريان في الجدول لم تُرسما.
    [few] { $count } حوادث أخرى في الجدول لم تُرسم.
    [many] { $count } حادثة أخرى في الجدول لم تُرسم.
   *[other] { $count } حادثة أخرى في الجدول لم تُرسم.
}
map-none = ليس في خرائط الاتفاق ما يُرسم.
map-lead = الحوادث مرسومة بالأسود، وما لا يُعلم مكانه مدرج في الجدول لا على الخريطة.
map-alt = خريطة حوادث الفترة مع المناطق والخطوط
key-imprecise = تقريبي، والدائرة بمقياس الرسم
key-unplaced = غير معلوم: في الجدول لا على الخريطة
key-zone = منطقة في الاتفاق
key-line = خط في الاتفاق
key-course = الخط بحسب رسم { $party }
open-lead = { $count ->
    [0] ليس في هذه الفترة نتيجة غير محسومة.
    [one] نتيجة واحدة غير محسومة. منها ما تكفي معرفة واقعة بعينها لحسمه، أيًّا كان الجواب: { $settling }.
    [two] نتيجتان غير محسومتين. منها ما تكفي معرفة واقعة بعينها لحسمه، أيًّا كان الجواب: { $settling }.
    [few] { $count } نتائج غير محسومة. منها ما تكفي معرفة واقعة بعينها لحسمه، أيًّا كان الجواب: { $settling }.
    [many] { $count } نتيجة غير محسومة. منها ما تكفي معرفة واقعة بعينها لحسمه، أيًّا كان الجواب: { $settling }.
   *[other] { $count } نتيجة غير محسومة. منها ما تكفي معرفة واقعة بعينها لحسمه، أيًّا كان الجواب: { $settling }.
}
open-more = { $count ->
    [one] نتيجة أخرى غير محسومة لم تُدرج هنا.
    [two] نتيجتان أخريان غير محسومتين لم تُدرجا هنا.
    [few] { $count } نتائج أخرى غير محسومة لم تُدرج هنا.
    [many] { $count } نتيجة أخرى غير محسومة لم تُدرج هنا.
   *[other] { $count } نتيجة أخرى غير محسومة لم تُدرج هنا.
}
column-open = الحادثة والمادة
column-settles = ما الذي يُسأل عنه
limits-lines = الأسطر المقروءة: { $read }. ما قُبل بلاغًا: { $accepted }. { $count ->
    [0] لم يُنحَّ منها شيء
    [one] نُحّي سطر واحد، وسببه محفوظ معه
    [two] نُحّي سطران، وسبب كل منهما محفوظ معه
    [few] نُحّيت { $count } أسطر، وسبب كل منها محفوظ معه
    [many] نُحّي { $count } سطرًا، وسبب كل منها محفوظ معه
   *[other] نُحّي { $count } سطر، وسبب كل منها محفوظ معه
}.
limits-unplaced = { $count ->
    [one] حادثة واحدة لا يُعلم مكانها: ليست في أي قطاع ولا على الخريطة.
    [two] حادثتان لا يُعلم مكانهما: ليستا في أي قطاع ولا على الخريطة.
    [few] { $count } حوادث لا يُعلم مكانها: ليست في أي قطاع ولا على الخريطة.
    [many] { $count } حادثة لا يُعلم مكانها: ليست في أي قطاع ولا على الخريطة.
   *[other] { $count } حادثة لا يُعلم مكانها: ليست في أي قطاع ولا على الخريطة.
}
limits-undated = { $count ->
    [one] حادثة واحدة لا يُعلم وقتها.
    [two] حادثتان لا يُعلم وقتهما.
    [few] { $count } حوادث لا يُعلم وقتها.
    [many] { $count } حادثة لا يُعلم وقتها.
   *[other] { $count } حادثة لا يُعلم وقتها.
}
limits-contested = { $count ->
    [one] حادثة واحدة تختلف البلاغات في مكانها.
    [two] حادثتان تختلف البلاغات في مكانهما.
    [few] { $count } حوادث تختلف البلاغات في مكانها.
    [many] { $count } حادثة تختلف البلاغات في مكانها.
   *[other] { $count } حادثة تختلف البلاغات في مكانها.
}
staged-program = النتيجة الأولية للبرنامج: { $outcome }.
staged-lapsed = قُيّمت «{ $outcome }» في صيغة سابقة من الحادثة، وقد تغيرت منذ ذلك الحين.
staged-returned = أعادها مقيِّم.
staged-dissents = { $count ->
    [one] سُجّل رأي مخالف واحد.
    [two] سُجّل رأيان مخالفان.
    [few] سُجّلت { $count } آراء مخالفة.
    [many] سُجّل { $count } رأيًا مخالفًا.
   *[other] سُجّل { $count } رأي مخالف.
}
staged-reservations = { $count ->
    [one] سُجّل تحفّظ واحد.
    [two] سُجّل تحفّظان.
    [few] سُجّلت { $count } تحفّظات.
    [many] سُجّل { $count } تحفّظًا.
   *[other] سُجّل { $count } تحفّظ.
}
staged-replies = { $count ->
    [one] رد واحد من طرف.
    [two] ردّان من الأطراف.
    [few] { $count } ردود من الأطراف.
    [many] { $count } ردًّا من الأطراف.
   *[other] { $count } رد من الأطراف.
}
staged-elsewhere = (صدر برقم تغيّر منذ ذلك الحين، أو لم يعد البرنامج يجد له نتيجة، ولم يُعدّ في أي جدول).
limits-silence = السكوت لا يحسم شيئًا: ما لم يذكره بلاغ يبقى غير معلوم، فلا يُعدّ خرقًا ولا التزامًا.
limits-machine = وقدّر البرنامج أيضًا أيّ البلاغات يتحدث عن حادثة واحدة، وقد يرى من يقرؤها غير ذلك.
column-family = الفئة
column-shapes = الأشكال
family-outcome = ما انتهت إليه النتيجة: مربعات
family-truth = تحقق الشرط: دوائر
family-certainty = درجة العلم، على الخريطة وفي الجداول
family-stage = المرحلة: أعمدة قائمة
family-coverage = التغطية
means-breach = يشمله النص وهو مخالف له، أيًّا كان الجواب عمّا لم يُعلم
means-permitted = يشمله النص وهو موافق له
means-not_covered = لا يتناوله النص
means-undetermined = الوقائع أو الخطوط أو المصطلحات الممكنة لا تتفق
means-hatch = صفر في مكان لم يراقبه أحد
findings-lead = { $count ->
    [0] ليس في هذه الفترة خرق ولا نتيجة غير محسومة.
    [one] نتيجة واحدة، خرق أو غير محسوم، مع تعليلها. ولا يُعدّ الفعل خرقًا إلا إذا تحقق كل شرط ولم ينطبق استثناء.
    [two] نتيجتان بين خرق وغير محسوم، مع تعليلهما. ولا يُعدّ الفعل خرقًا إلا إذا تحقق كل شرط ولم ينطبق استثناء.
    [few] { $count } نتائج بين خرق وغير محسوم، مع تعليلها. ولا يُعدّ الفعل خرقًا إلا إذا تحقق كل شرط ولم ينطبق استثناء.
    [many] { $count } نتيجة بين خرق وغير محسوم، مع تعليلها. ولا يُعدّ الفعل خرقًا إلا إذا تحقق كل شرط ولم ينطبق استثناء.
   *[other] { $count } نتيجة بين خرق وغير محسوم، مع تعليلها. ولا يُعدّ الفعل خرقًا إلا إذا تحقق كل شرط ولم ينطبق استثناء.
}
findings-more = { $count ->
    [one] نتيجة أخرى لم تُدرج هنا مع تعليلها.
    [two] نتيجتان أخريان لم تُدرجا هنا مع تعليلهما.
    [few] { $count } نتائج أخرى لم تُدرج هنا مع تعليلها.
    [many] { $count } نتيجة أخرى لم تُدرج هنا مع تعليلها.
   *[other] { $count } نتيجة أخرى لم تُدرج هنا مع تعليلها.
}
annex-lead = { $count ->
    [0] ليس في هذه الفترة حادثة محتملة.
    [one] حادثة محتملة واحدة.
    [two] حادثتان محتملتان، مرتبتان بحسب الوقت.
    [few] { $count } حوادث محتملة، مرتبة بحسب الوقت.
    [many] { $count } حادثة محتملة، مرتبة بحسب الوقت.
   *[other] { $count } حادثة محتملة، مرتبة بحسب الوقت.
}
annex-more = { $count ->
    [one] حادثة أخرى في violations.xlsx.
    [two] حادثتان أخريان في violations.xlsx.
    [few] { $count } حوادث أخرى في violations.xlsx.
    [many] { $count } حادثة أخرى في violations.xlsx.
   *[other] { $count } حادثة أخرى في violations.xlsx.
}
column-id = الرقم
column-where = المكان
column-said = ما ورد في البلاغات
column-articles = ما تقوله المواد، ولماذا
column-reports = البلاغات
count-accounts = { $count ->
    [one] رواية مستقلة واحدة
    [two] روايتان مستقلتان
    [few] { $count } روايات مستقلة
    [many] { $count } رواية مستقلة
   *[other] { $count } رواية مستقلة
}
count-findings = { $count }
count-days = { $count ->
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
count-hours = { $count ->
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
count-minutes = { $count ->
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
and-more = غيرها: { $count }
sheet-name = الخروقات
column-outcome = النتيجة الأولية
column-norm = المادة
column-against = المسؤول عن الفعل
column-why = التعليل
column-certainty-when = دقة الوقت
column-certainty-where = دقة المكان
column-lat = خط العرض
column-lon = خط الطول
column-radius = نصف القطر (متر)
column-accounts = روايات مستقلة
column-severity = درجته في النص
column-killed-low = القتلى، الحد الأدنى
column-killed-high = القتلى، الحد الأعلى
column-stage = المرحلة
column-staged = النتيجة المعتمدة أو المقررة
column-remarks = ملاحظات
column-entries = قيود السجل
colon = :
semicolon = ؛

# تقارير عن حادثة واحدة، ولمن تُوزَّع الوثائق.

class-commission = التوزيع: أعضاء اللجنة المشتركة، لا يُنشر
    .short = أعضاء اللجنة المشتركة، لا يُنشر
class-parties = التوزيع: أطراف الاتفاق، لا يُنشر
    .short = أطراف الاتفاق، لا يُنشر
class-public = التوزيع: للعموم
    .short = للعموم
document-coarse = لا يُذكر موضع دقيق. وما يقوم على المواضع الدقيقة والسجلات المختومة (السلاح الثقيل والمناطق وحرية الحركة والخريطة) في تقرير اللجنة نفسها.
flash-title = تقرير عاجل رقم { $number } عن الحادثة { $incident }
flash-told = { $reports }، { $accounts }.
flash-no-findings = لا تشمل أيُّ مادة ما يُدّعى، بقدر ما هو معلوم.
flash-nothing-settles = لا شيء غير محسوم مما يمكن أن يُعرف.
section-flash-alleged = الادعاء
section-flash-known = المعلوم وغير المعلوم
section-flash-findings = النتائج، وفي أي مرحلة هي
section-flash-settles = ما الذي يحسمه
section-flash-limits = ما لا يراه هذا التقرير
violation-title = تقرير خرق وقف إطلاق النار رقم { $number } عن الحادثة { $incident }
section-violation-allegation = 1. الادعاء
section-violation-method = 2. المنهج
section-violation-findings = 3. النتائج
section-violation-assessment = 4. التقييم
section-violation-recommendation = 5. التوصية
method-reports = يقوم هذا التقرير على { $reports } ({ $accounts }):
method-means = كيف عُرف: { $means }.
method-means-unknown = لا يذكر أيُّ بلاغ كيف عُرف.
method-text = عُرض كل فعل على كل حكم من أحكام الاتفاق، بالنص الساري في يومه؛ وآخر نسخة هي { $version }.
method-machine = يجد البرنامج نتائج أولية، ويقيّم إنسان، وتقرر اللجنة. لا يحسم احتمالٌ شيئًا، ولا سكوتُ سجل لم يُعلن مكتملًا.
assessment-none = لم يقيّم أحد النتائج ولم يردّ عليها بعد.
recommendation-whose = بكلمات من أعدّ هذا التقرير:
recommendation-none = لا توصية.
