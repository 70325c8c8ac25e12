# Commands on agreements beside check: read, diff, lsp.
cli-agreement-read = Says in plain words what each norm asks, of whom, from when, and what excepts from it
cli-agreement-read-norm = Only the norm with this id, such as a4.1
cli-agreement-read-json = Print JSON with the words of both languages
cli-agreement-head = { $title }, version { $version }
cli-agreement-no-norms = The text holds no norm.
cli-agreement-text = The text: { $text }
cli-norm-unknown = the agreement has no norm "{ $id }"
