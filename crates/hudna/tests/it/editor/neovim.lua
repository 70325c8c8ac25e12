-- What the test asks of Neovim's own client; works from 0.7 on.
local seen = {}
vim.o.hidden = true
vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.HUDNA_DRAFT))
local buffer = vim.api.nvim_get_current_buf()
local config = { name = 'hudna', cmd = { vim.env.HUDNA, '--speak', 'ar', 'agreement', 'lsp' }, root_dir = vim.fn.getcwd() }
local client = vim.lsp.start and vim.lsp.start(config) or vim.lsp.start_client(config)
vim.lsp.buf_attach_client(buffer, client)

-- Waits until what is said of the buffer is as wanted; gives it back.
local function said(wanted)
  vim.wait(30000, function() return wanted(vim.diagnostic.get(buffer)) end, 20)
  local list = {}
  for _, d in ipairs(vim.diagnostic.get(buffer)) do
    local line = vim.api.nvim_buf_get_lines(buffer, d.lnum, d.lnum + 1, false)[1] or ''
    local code = d.code or (d.user_data and d.user_data.lsp and d.user_data.lsp.code)
    table.insert(list, { code = code, severity = d.severity, message = d.message,
      underlined = d.end_lnum == d.lnum and line:sub(d.col + 1, d.end_col) or '' })
  end
  return list
end
local function has(code)
  return function(list)
    for _, d in ipairs(list) do
      local c = d.code or (d.user_data and d.user_data.lsp and d.user_data.lsp.code)
      if c == code then return true end
    end
    return false
  end
end

-- Puts the cursor `inside` bytes into the first `mark`.
local function go(mark, inside)
  vim.api.nvim_set_current_buf(buffer)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local at = line:find(mark, 1, true)
    if at then
      vim.api.nvim_win_set_cursor(0, { number, at - 1 + inside })
      return number - 1, at - 1
    end
  end
  error('no ' .. mark)
end
local function ask(method)
  local params = vim.lsp.util.make_position_params(0, 'utf-16')
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 30000)
  for _, answer in pairs(answers or {}) do return answer.result end
end

seen.opened = said(function(list) return #list > 0 end)

-- An edit on a line with Arabic words before it, as a writer makes it.
local line, at = go("when = \"act = 'detention'\"", 0)
local written = "when = \"الفِعْل = 'احتجاز' AND S_INTERSECTS(المكان, zone('bufer'))\""
vim.api.nvim_buf_set_text(buffer, line, at, line, at + #"when = \"act = 'detention'\"", { written })
seen.broken = said(has('zone-unknown'))
line, at = go("zone('bufer')", 0)
vim.api.nvim_buf_set_text(buffer, line, at + 9, line, at + 9, { 'f' })
seen.mended = said(function(list) return not has('zone-unknown')(list) end)

go('id       = "a4.1"', 13)
local hover = ask('textDocument/hover')
seen.hover = hover and hover.contents.value or ''

go("zone('buffer')", 6)
local completion = ask('textDocument/completion')
seen.completion = {}
for _, item in ipairs(completion and completion.items or {}) do table.insert(seen.completion, item.label) end

-- A jump to a norm within the text, then to the drawing beside it.
go('over  = ["a4.1"', 11)
vim.lsp.buf.definition()
vim.wait(30000, function() return vim.api.nvim_get_current_line():find('a4.1', 1, true) and not vim.api.nvim_get_current_line():find('over', 1, true) end, 20)
seen.jumped_to_norm = vim.api.nvim_get_current_line()
go("zone('buffer')", 8)
vim.lsp.buf.definition()
vim.wait(30000, function() return vim.api.nvim_buf_get_name(0):find('geojson', 1, true) end, 20)
seen.jumped_to = vim.api.nvim_buf_get_name(0)
seen.jumped_at = vim.fn.expand('<cword>')

local file = io.open(vim.env.HUDNA_SEEN, 'w')
file:write(vim.fn.json_encode(seen))
file:close()
