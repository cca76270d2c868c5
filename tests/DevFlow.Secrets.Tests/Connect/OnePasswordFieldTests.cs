using System.Text;

namespace DevFlow.Secrets.Tests.Connect;

public class OnePasswordFieldTests
{
    private const string Item = "itemitemitemitemitemitem01";
    private const string Content = $"/v1/vaults/{ScriptedConnect.Vault}/items/{Item}/files/f1/content";
    private const string Content2 = $"/v1/vaults/{ScriptedConnect.Vault}/items/{Item}/files/f2/content";
    private const string Content3 = $"/v1/vaults/{ScriptedConnect.Vault}/items/{Item}/files/f3/content";

    private readonly ScriptedConnect _connect = new ScriptedConnect().Add(
        Item, "Thing",
        $$$"""
        "sections":[{"id":"s1","label":"Admin"},{"id":"s2","label":"admin"},{"id":"s3","label":"Network"},{"id":"Admin2","label":"X"}],
        "fields":[
          {"id":"password","label":"password","type":"CONCEALED","purpose":"PASSWORD","value":"top"},
          {"id":"f-1","label":"password","value":"in Network","section":{"id":"s3"}},
          {"id":"f-2","label":"port","value":"5432","section":{"id":"s3"}},
          {"id":"f-3","label":"Key","value":"upper"},
          {"id":"f-4","label":"key","value":"lower"},
          {"id":"f-5","label":"twice","value":"c4n4ry","section":{"id":"s1"}},
          {"id":"f-6","label":"twice","value":"c4n4ry","section":{"id":"s3"}},
          {"id":"f-7","label":"user","value":"of Admin","section":{"id":"s1"}},
          {"id":"f-8","label":"user","value":"of admin","section":{"id":"s2"}},
          {"id":"f-9","label":"empty","value":""},
          {"id":"f-10","label":"nothing"},
          {"id":"f-11","label":"port2","value":"by section id","section":{"id":"Admin2"}},
          {"id":"code","label":"one-time password","type":"OTP","value":"otpauth://c4n4ry","totp":"123456"},
          {"id":"code2","label":"TOTP","type":"TOTP","value":"seed","totp":"654321"},
          {"id":"code3","label":"no code","type":"OTP","value":"c4n4ry"},
          {"id":"f-12","label":"tls.pem","type":"FILE"}
        ],
        "files":[
          {"id":"f1","name":"tls.pem","size":7,"content_path":"{{{Content}}}","section":{"id":"s3"}},
          {"id":"f2","name":"binary.p12","size":3,"content_path":"{{{Content2}}}"},
          {"id":"f3","name":"nil.txt","size":0,"content_path":"{{{Content3}}}"},
          {"id":"f4","name":"nothing","size":0}
        ]
        """);

    private readonly KeptAnswers _cache = new();

    public OnePasswordFieldTests()
    {
        _connect.Files["f1"] = Encoding.UTF8.GetBytes("pem é\n");
        _connect.Files["f2"] = [0xFF, 0xFE, 0xC0];
        _connect.Files["f3"] = [];
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("password", "top")]
    [InlineData("PASSWORD", "top")]
    [InlineData("f-1", "in Network")]
    [InlineData("Network/password", "in Network")]
    [InlineData("network/Password", "in Network")]
    [InlineData("s3/password", "in Network")]
    [InlineData("s3/f-1", "in Network")]
    [InlineData("Admin2/port2", "by section id")]
    [InlineData("port", "5432")]
    [InlineData("PORT", "5432")]
    [InlineData("Key", "upper")]
    [InlineData("key", "lower")]
    [InlineData("Admin/user", "of Admin")]
    [InlineData("admin/user", "of admin")]
    [InlineData("Admin/twice", "c4n4ry")]
    [InlineData("code", "otpauth://c4n4ry")]
    [InlineData("password?attribute=value", "top")]
    [InlineData("password?attribute=type", "concealed")]
    [InlineData("password?attribute=purpose", "password")]
    [InlineData("Network/port?attribute=id", "f-2")]
    [InlineData("one-time password?attribute=otp", "123456")]
    [InlineData("totp?attribute=otp", "654321")]
    [InlineData("tls.pem", "pem é\n")]
    [InlineData("TLS.PEM", "pem é\n")]
    [InlineData("Network/tls.pem", "pem é\n")]
    [InlineData("f1", "pem é\n")]
    [InlineData("tls.pem?attribute=content", "pem é\n")]
    [InlineData("tls.pem?attribute=size", "7")]
    [InlineData("tls.pem?attribute=name", "tls.pem")]
    [InlineData("tls.pem?attribute=id", "f1")]
    [InlineData("tls.pem?attribute=type", "application/x-pem-file")]
    public async Task A_reference_picks(string tail, string expected)
    {
        using var client = _connect.Client();

        Assert.Equal(expected, (await ReadAsync(client, tail)).Value);
    }

    [Theory]
    [InlineData("KEY", ConnectErrorKind.Ambiguous, "Key (f-3), key (f-4)")]
    [InlineData("twice", ConnectErrorKind.Ambiguous, "Admin/twice (f-5), Network/twice (f-6)")]
    [InlineData("ADMIN/user", ConnectErrorKind.Ambiguous, "Admin/user (f-7), admin/user (f-8)")]
    [InlineData("nothing", ConnectErrorKind.Ambiguous, "nothing (f-10), nothing (f4)")]
    [InlineData("Nowhere/password", ConnectErrorKind.NotFound, "no section 'Nowhere'; its sections are: Admin (s1), admin (s2), Network (s3)")]
    [InlineData("Network/user", ConnectErrorKind.NotFound, "section 'Network' of item 'Thing' has no field or file 'user'")]
    [InlineData("empty", ConnectErrorKind.NotFound, "field 'empty' of item 'Thing' is empty")]
    [InlineData("f-10", ConnectErrorKind.NotFound, "field 'f-10' of item 'Thing' is empty")]
    [InlineData("nil.txt", ConnectErrorKind.NotFound, "file 'nil.txt' of item 'Thing' is empty")]
    [InlineData("port?attribute=purpose", ConnectErrorKind.NotFound, "the purpose of field 'port'")]
    [InlineData("port?attribute=otp", ConnectErrorKind.Invalid, "is not a one-time password")]
    [InlineData("code3?attribute=otp", ConnectErrorKind.NotFound, "the otp of field 'code3'")]
    [InlineData("port?attribute=content", ConnectErrorKind.NotFound, "with the attribute content")]
    [InlineData("tls.pem?attribute=otp", ConnectErrorKind.Invalid, "is not a one-time password")]
    [InlineData("port?ssh-format=openssh", ConnectErrorKind.Invalid, "is not an Ed25519 or RSA private key")]
    [InlineData("binary.p12", ConnectErrorKind.Invalid, "is not UTF-8 text")]
    public async Task A_reference_that_picks_nothing_or_several_is_told_without_values(string tail, ConnectErrorKind kind, string expected)
    {
        using var client = _connect.Client();

        var e = await Assert.ThrowsAsync<ConnectException>(() => ReadAsync(client, tail));

        Assert.Equal(kind, e.Kind);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_read_once()
    {
        using var client = _connect.Client();

        await ReadAsync(client, "tls.pem");
        var again = await ReadAsync(client, "tls.pem?attribute=content");

        Assert.True(again.CacheHit);
        Assert.Equal(1, _connect.Sent.Count(s => s.Target == Content));
    }

    [Fact]
    public async Task A_code_is_never_an_old_one()
    {
        using var client = _connect.Client();
        await ReadAsync(client, "code");
        _connect.Items.Single()["fields"]!.AsArray().Single(f => (string)f!["id"]! == "code")!["totp"] = "777777";

        var read = await ReadAsync(client, "code?attribute=otp");

        Assert.Equal(("777777", false), (read.Value, read.CacheHit));
    }

    [Fact]
    public async Task A_field_whose_section_the_item_does_not_list_is_found_by_the_sections_id()
    {
        _connect.Add("itemitemitemitemitemitem02", "Odd", """ "fields":[{"id":"x","label":"y","value":"z","section":{"id":"lost"}}] """);
        using var client = _connect.Client();

        var read = await new OnePasswordReader(client, _cache).ReadAsync(SecretReference.Parse("op://DevFlow/Odd/lost/y"), Cancel);

        Assert.Equal("z", read.Value);
    }

    private Task<OnePasswordRead> ReadAsync(ConnectClient client, string tail) =>
        new OnePasswordReader(client, _cache).ReadAsync(SecretReference.Parse($"op://DevFlow/Thing/{tail}"), Cancel);
}
