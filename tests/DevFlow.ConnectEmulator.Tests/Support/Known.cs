namespace DevFlow.ConnectEmulator.Tests;

/// <summary>Vaults, items and tokens that most tests share, with ids that can be read.</summary>
internal static class Known
{
    public const string DevFlow = "devflowdevflowdevflowdevfl";
    public const string Other = "otherotherotherotherothero";
    public const string Nothing = "nothingnothingnothingnothi";
    public const string Login = "loginloginloginloginloginl";
    public const string Document = "documentdocumentdocumentdo";
    public const string Bare = "barebarebarebarebarebareba";
    public const string SmallFile = "smallsmallsmallsmallsmalls";
    public const string LargeFile = "largelargelargelargelargel";

    public const string Yaml = $$"""
        tokens:
          - { name: full, token: full-token, vaults: { "*": rw } }
          - { name: reader, token: reader-token, vaults: { DevFlow: r } }
          - { name: writer, token: writer-token, vaults: { {{DevFlow}}: w } }
          - { name: expired, token: expired-token, vaults: { DevFlow: rw }, expires: 2026-01-01T00:00:00Z }
          - { name: revoked, token: revoked-token, vaults: { DevFlow: rw }, revoked: true }
        vaults:
          - name: DevFlow
            id: {{DevFlow}}
            description: Of the tests
            items:
              - title: Sign in
                id: {{Login}}
                category: LOGIN
                tags: [one, two]
                favorite: true
                urls: ["https://one.test", "https://two.test"]
                fields:
                  username: somebody
                  password: first-password
                  empty:
                  code: { type: OTP, value: GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ }
                  port: { value: 5432, section: Server }
                  a/b~c: { id: a/b~c, value: odd }
              - title: Papers
                id: {{Document}}
                category: DOCUMENT
                files:
                  - { name: small.txt, id: {{SmallFile}}, content: small content, section: Attached }
                  - { name: "large größe.bin", id: {{LargeFile}}, base64: {{LargeContent}} }
              - { title: Bare, id: {{Bare}} }
              - { title: Twin }
              - { title: Twin }
              - { title: 'Say "hi" \ & #1' }
          - name: Other
            id: {{Other}}
            items: [{ title: Elsewhere }]
          - name: Twins
          - name: Twins
        """;

    // 2,250 bytes.
    private const string LargeContent = $"{Line}{Line}{Line}{Line}{Line}{Line}{Line}{Line}{Line}{Line}";
    private const string Line = $"{Part}{Part}{Part}{Part}{Part}";
    private const string Part = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0";

    public const string Vault = $"/v1/vaults/{DevFlow}";
    public const string Items = $"{Vault}/items";
    public const string LoginItem = $"{Items}/{Login}";
    public const string DocumentItem = $"{Items}/{Document}";
}
