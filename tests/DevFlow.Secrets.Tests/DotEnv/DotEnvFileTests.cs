using System.Text;

namespace DevFlow.Secrets.Tests;

public sealed class DotEnvFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_is_a_document_that_does_not_exist()
    {
        foreach (var path in (string[])[_folder[".env"], Path.Combine(_folder["nowhere"], ".env")])
        {
            var document = DotEnvFile.Load(path, ".env");

            Assert.False(document.Exists);
            Assert.Empty(document.Diagnostics);
            Assert.False(document.TryGet("A", out _));
        }
    }

    [Fact]
    public void A_file_is_read_and_shown_by_its_short_name()
    {
        var document = DotEnvFile.Load(_folder.Write(".env", "A=1\r\nB='x\r\ny'\r\n"), ".env");

        Assert.True(document.Exists);
        Assert.Empty(document.Diagnostics);
        Assert.Equal("x\ny", document.ValueOf("B"));
        Assert.Equal(".env", document.Entries[0].Path);
    }

    [Fact]
    public void A_directory_in_its_place_is_an_error()
    {
        Directory.CreateDirectory(_folder[".env"]);

        Assert.Equal("is-directory@1", DotEnvFile.Load(_folder[".env"], ".env").Faults());
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Unix modes and links");
            return;
        }

        string path;
        if (Environment.IsPrivilegedProcess)
        {
            // Modes do not bind root; a link that leads to itself cannot be read by anybody.
            path = _folder[".env"];
            File.CreateSymbolicLink(path, path);
        }
        else
        {
            path = _folder.Write(".env", "A=1");
            File.SetUnixFileMode(path, UnixFileMode.None);
        }

        var document = DotEnvFile.Load(path, ".env");

        Assert.Equal(("unreadable", FindingSeverity.Error), (document.Only().Code, document.Only().Severity));
        Assert.Empty(document.Entries);
    }

    [Fact]
    public void A_file_of_2_MiB_is_refused()
    {
        var document = DotEnvFile.Load(_folder.Write(".env", new string('#', 2 * 1024 * 1024)), ".env");

        Assert.Equal("file-too-large@1", document.Faults());
        Assert.Contains("1 MiB", document.Only().Message);
    }

    [Fact]
    public void A_file_of_exactly_1_MiB_is_read()
    {
        var text = "A=1\n".PadRight(DotEnvParser.MaxFileBytes, '#');

        Assert.Equal("1", DotEnvFile.Load(_folder.Write(".env", text), ".env").ValueOf("A"));
    }

    [Fact]
    public void A_utf16_file_is_refused()
    {
        var path = _folder.Write(".env", "");
        File.WriteAllText(path, "A=1", Encoding.Unicode);

        Assert.Equal("utf-16@1", DotEnvFile.Load(path, ".env").Faults());
    }

    [Fact]
    public void A_symbolic_link_is_followed()
    {
        _folder.Write("real", "A=1");
        File.CreateSymbolicLink(_folder[".env"], "real");

        var document = DotEnvFile.Load(_folder[".env"], ".env");

        Assert.Equal("1", document.ValueOf("A"));
        Assert.Empty(document.Diagnostics);
    }

    [Fact]
    public void A_symbolic_link_to_nowhere_is_a_missing_file()
    {
        File.CreateSymbolicLink(_folder[".env"], "nowhere");

        Assert.False(DotEnvFile.Load(_folder[".env"], ".env").Exists);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_mode_that_lets_others_in_is_a_warning_outside_containers(UnixFileMode extra)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Unix modes");
            return;
        }

        var path = _folder.Write(".env", "A=1\nA=2");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | extra);

        var document = DotEnvFile.Load(path, ".env");

        Assert.Equal("readable-by-others@1 duplicate-key@2", document.Faults());
        Assert.Equal(FindingSeverity.Warning, document.Diagnostics[0].Severity);
        Assert.Contains("chmod 600 .env", document.Diagnostics[0].Message);
        Assert.Equal("2", document.ValueOf("A"));
        Assert.Equal("duplicate-key@2", DotEnvFile.Load(path, ".env", inContainer: true).Faults());
    }
}
