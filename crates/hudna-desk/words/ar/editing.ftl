# أوامر أخرى على الاتفاق: read وdiff وlsp.
cli-agreement-read = يبيّن بكلام واضح ما تطلبه كل قاعدة، وممن، ومتى تسري، وما يُستثنى منها
cli-agreement-read-norm = القاعدة ذات هذا المعرّف وحدها، مثل a4.1
cli-agreement-read-json = طباعة JSON بكلمات اللغتين
cli-agreement-head = { $title }، النسخة { $version }
cli-agreement-no-norms = ليس في النص أي قاعدة.
cli-agreement-text = النص: { $text }
cli-norm-unknown = ليس في الاتفاق قاعدة بالمعرّف «{ $id }»
