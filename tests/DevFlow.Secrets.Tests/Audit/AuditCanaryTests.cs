using System.Text;

namespace DevFlow.Secrets.Tests;

/// <summary>
/// The one secret that the audit is given is the key, which stands in no file and no log. An access has no place for a value: what it
/// has is written, and written so that it can do no harm.
/// </summary>
public sealed class AuditCanaryTests : IDisposable
{
    private readonly AuditRoom _room = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_key_stands_nowhere()
    {
        _room.Key = Encoding.ASCII.GetBytes("canary-key-0123456789-0123456789");
        await _room.WriteAsync(20);
        await File.AppendAllTextAsync(_room.TheFile(), "torn", Token);
        await _room.WriteAsync(20);
        _room.Key = Encoding.ASCII.GetBytes("canary-key-of-the-wrong-length");
        await _room.WriteAsync(1);
        var key = Encoding.ASCII.GetBytes("canary-key-0123456789-0123456789");

        var everything = string.Concat(Directory.GetFiles(_room.Folder, "*", SearchOption.AllDirectories).Select(File.ReadAllText))
            + string.Concat(_room.Logger.Lines.Select(line => line.Text));

        Assert.Contains("not 32", everything, StringComparison.Ordinal);
        AssertAbsent(key, everything);
        AssertAbsent(_room.Key, everything);
    }

    [Fact]
    public async Task The_derived_key_stands_nowhere()
    {
        await _room.WriteAsync(20);
        var chainKey = new byte[32];
        System.Security.Cryptography.HKDF.DeriveKey(
            System.Security.Cryptography.HashAlgorithmName.SHA256, _room.Key, chainKey, salt: [], "devflow audit v1"u8);

        var everything = string.Concat(Directory.GetFiles(_room.Folder, "*.jsonl", SearchOption.AllDirectories).Select(File.ReadAllText));

        AssertAbsent(chainKey, everything);

        // The search would find it: the last mac is found so.
        var last = AuditLine.TryParse(Encoding.UTF8.GetBytes(_room.Lines()[^1]))!;
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertAbsent(System.Buffers.Text.Base64Url.DecodeFromChars(last.Mac), everything));
    }

    [Fact]
    public async Task What_a_stranger_may_choose_cannot_break_a_line_or_colour_a_terminal()
    {
        var name = "a\nb\r\"\\\e[31m\u0000ü\ud800\u2028</script>";
        await using (var audit = _room.Open())
        {
            await audit.RecordAsync(AuditRoom.Access(name, user: name) with { Reference = name }, Token);
        }

        Assert.Equal(4, _room.Lines().Length);
        Assert.All(_room.Lines(), line => Assert.All(line, c => Assert.InRange(c, ' ', '~')));
        await _room.AssertIntactAsync();
    }

    [Fact]
    public async Task Files_are_for_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        await _room.WriteAsync(2);

        foreach (var path in Directory.GetFiles(_room.Folder, "*", SearchOption.AllDirectories))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        foreach (var path in (string[])[_room.Folder, Path.Combine(_room.Folder, "anchors")])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_stays_in_the_folder()
    {
        await _room.WriteAsync(1, "../../etc/api.v1");

        Assert.StartsWith("------etc-api-v1.", Path.GetFileName(Assert.Single(_room.Files())), StringComparison.Ordinal);
        await _room.AssertIntactAsync();
    }

    public void Dispose() => _room.Dispose();

    private static void AssertAbsent(byte[] secret, string text)
    {
        var plain = Encoding.Latin1.GetString(secret);
        var base64 = Convert.ToBase64String(secret).TrimEnd('=');
        foreach (var form in (string[])
            [plain, Uri.EscapeDataString(plain), base64, base64.Replace('+', '-').Replace('/', '_'), Convert.ToHexString(secret), Convert.ToHexStringLower(secret)])
        {
            Assert.DoesNotContain(form, text, StringComparison.Ordinal);
        }
    }
}
