# ما يختلّ في مُرشِّح على أعمدة جدول: hudna-core/src/columns/filter.rs.

d-filter-not-condition = ليس هذا مما يتحقق أو ينتفي
    .expected = المتوقع مقارنة أو IN أو BETWEEN أو IS NULL أو S_INTERSECTS أو within_distance
    .do = قارنه بشيء.
d-filter-column-expected = ليس هذا اسم عمود
    .expected = المتوقع عمود من الجدول في جهة، وقيمة في الأخرى
    .do = اكتب اسم العمود بلا علامات اقتباس.
d-filter-column-unknown = لا عمود في الجدول باسم «{ $name }»
    .expected = المتوقع أحد أعمدة الجدول
    .do = راجع الأسماء في وصف الجدول.
d-filter-kind = هذان لا يُقارَن أحدهما بالآخر
    .expected = { $expected ->
        [text] كلمات بين علامتي اقتباس مفردتين
        [number] عدد
        [time] لحظة مثل TIMESTAMP('2026-03-01T06:00:00Z')
        [place] مكان
       *[other] { $expected }
    }
    .do = قارن العمود بقيمة من نوعه.
d-filter-text-order = الكلمات تتساوى أو تختلف، ولا ترتيب بينها هنا
    .expected = المتوقع ‏= أو <> أو IN أو LIKE
    .do = قارن بـ = أو <>.
d-filter-function = لا يعرف المُرشِّح الدالة { $name }
    .expected = المتوقع S_INTERSECTS أو S_WITHIN أو S_DISJOINT أو within_distance
    .do = استعمل إحداها، أو اكتب الشرط بدونها.
d-filter-zone-unknown = لا منطقة ولا خطّ باسم «{ $name }»
    .expected = المتوقع معرّف منطقة أو خطّ
    .do = تحقّق من كتابته.
d-filter-shape = ليس هذا مساحة ولا خطًّا
    .expected = المتوقع zone('…') أو line('…') أو POLYGON(…) أو LINESTRING(…)
    .do = سمِّ منطقة، أو اكتب الشكل بإحداثياته.
d-filter-length = «{ $text }» ليس طولًا
    .expected = المتوقع طول مثل '500 m' أو '5 km'
    .do = اكتب العدد ووحدته بين علامتي اقتباس مفردتين.
d-filter-time = «{ $text }» ليست لحظة
    .expected = المتوقع TIMESTAMP('2026-03-01T06:00:00Z') أو DATE('2026-03-01')
    .do = اكتبها هكذا، والحرف Z للتوقيت العالمي.
d-filter-value = تنقص هنا قيمة
    .expected = المتوقع عدد أو كلمات بين علامتي اقتباس مفردتين أو TIMESTAMP('…') أو DATE('…')
    .do = قارن العمود بقيمة؛ لا يُقارَن عمودان، ولا حساب هنا.
