import { readFileSync } from 'node:fs'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { getLanguageService } from 'yaml-language-server'

/** An editor with the YAML language server, in which a file has one of our schemas. */
export interface Editor {
  /** `line: message` of everything that is underlined. */
  readonly problems: (text: string) => Promise<readonly string[]>
  /** What is offered where `|` stands. */
  readonly offers: (text: string) => Promise<readonly string[]>
  /** What is shown where `|` stands. */
  readonly hover: (text: string) => Promise<string>
}

const CLIENT = {
  textDocument: {
    completion: { completionItem: { documentationFormat: ['markdown'], snippetSupport: true } },
    hover: { contentFormat: ['markdown'] },
  },
} as const
const TAGS = ['!unknown', '!ref', '!sensitive']

/** The server keeps what it parsed by the name of the document. */
let documents = 0

export function openEditor(schema: string): Editor {
  const service = getLanguageService({
    schemaRequestService: (uri) => Promise.reject(new Error(`nothing is fetched: ${uri}`)),
    workspaceContext: { resolveRelativePath: (path) => path },
    clientCapabilities: CLIENT as unknown as NonNullable<
      Parameters<typeof getLanguageService>[0]['clientCapabilities']
    >,
  })
  const file = new URL(`../../schemas/${schema}.schema.json`, import.meta.url)
  service.configure({
    validate: true,
    hover: true,
    completion: true,
    customTags: TAGS.flatMap((tag) => ['scalar', 'sequence', 'mapping'].map((kind) => `${tag} ${kind}`)),
    schemas: [
      { uri: file.href, fileMatch: ['*.yaml'], schema: JSON.parse(readFileSync(file, 'utf8')) as unknown },
    ],
  })
  const open = (text: string): TextDocument => {
    documents += 1
    return TextDocument.create(`file:///${documents}.yaml`, 'yaml', 1, text)
  }
  const openAt = (text: string) => {
    const offset = text.indexOf('|')
    const document = open(text.slice(0, offset) + text.slice(offset + 1))
    return { document, position: document.positionAt(offset) }
  }
  return {
    problems: async (text) =>
      (await service.doValidation(open(text), false)).map(
        ({ range, message }) =>
          `${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`,
      ),
    offers: async (text) => {
      const { document, position } = openAt(text)
      const { items } = await service.doComplete(document, position, false)
      return items.map(({ label }) => label).filter((label) => !TAGS.includes(label))
    },
    hover: async (text) => {
      const { document, position } = openAt(text)
      const contents = (await service.doHover(document, position))?.contents
      return typeof contents === 'object' && 'value' in contents ? contents.value : ''
    },
  }
}
