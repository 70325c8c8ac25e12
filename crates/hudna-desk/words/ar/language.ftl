# ما تقوله اللغة عن نفسها، وألفاظ إضافة لغة.

# ‏rtl أو ltr: اتجاه كتابة اللغة
language-direction = rtl
# ‏ar أو en: اللغة التي يرى بها قرّاؤها ما لا يرد إلا بها في اتفاق أو بلاغ
language-stands-in = ar
cli-language = يضيف لغة إلى بعثة بملف واحد
cli-language-after =
    تقرأ البعثة الملف `languages/CODE.ftl` في مجلدها عند تشغيل الخادم أو إعداد الوثائق؛ والرمز CODE حرفان أو ثلاثة أحرف صغيرة (fr وku وam). وما لا يرد في الملف يُقال باللغة التي يسميها الملف بديلة.

      hudna language template > mission/languages/fr.ftl
      hudna language check mission/languages/fr.ftl
cli-language-template = يطبع الألفاظ كلها في ملف جاهز للترجمة
cli-language-from = اللغة التي يُترجم عنها
cli-language-check = يبيّن ما ينقص ملف اللغة وما لن يُملأ فيه أبداً
cli-language-file = ملف اللغة، واسمه رمزها
cli-language-json = يطبع ما وُجد بصيغة JSON
cli-language-said = { $language }: تُرجم { $said } من أصل { $asked } لفظاً، وما بقي يُقال باللغة البديلة.
cli-language-missing = { "  " }{ $area }: ينقص { $count }: { $keys }
cli-language-unfilled = خطأ: يذكر { $key } القيمة { "{" } ${ $value } { "}" } وهي لا تُعطى هناك، فتظهر دون أن تُملأ.
cli-language-left-out = تنبيه: يُغفل { $key } القيمة { "{" } ${ $value } { "}" } الواردة في ألفاظنا.
cli-language-unknown = تنبيه: لا شيء يطلب { $key }.
record-language-code = اسم الملف { $path } ليس رمز لغة يمكن إضافتها: حرفان أو ثلاثة أحرف لاتينية صغيرة غير ar وen. لم تُضف اللغة.
    .do = سمِّ الملف برمز لغته، مثل fr.ftl.
record-language-malformed = تعذّرت قراءة السطر { $line } من { $path }: { $detail }. لم تُضف اللغة.
    .do = أصلح السطر؛ والأمر `hudna language check` يبيّن متى صار الملف كله مقروءاً.
record-language-incomplete = لا يذكر { $path } القيمة { $key } التي على كل لغة أن تذكرها عن نفسها. لم تُضف اللغة.
    .do = اذكر page-language (اسمها) وlanguage-direction (‏rtl أو ltr) وlanguage-stands-in (‏ar أو en).
record-language-changed = في { $path } غير ما كان فيه حين قُرئ أول مرة. بقي على ما قُرئ.
    .do = أعد تشغيل البرنامج ليقرأه من جديد.
record-language-many = { $path } لغة زائدة عن الحد: لا تُضاف أكثر من { $most } لغة.
    .do = أخرج ملفات من المجلد languages.
