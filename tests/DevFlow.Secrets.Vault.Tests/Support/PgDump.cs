using System.Diagnostics;
using System.Text;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Support;

/// <summary>A full dump of a database, by the program that comes with its server.</summary>
internal static class PgDump
{
    public static async Task<string> OfAsync(string adminConnectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(adminConnectionString);
        var start = new ProcessStartInfo(await FindAsync(adminConnectionString), ["--host", connection.Host!, "--port", $"{connection.Port}", "--username", connection.Username!, connection.Database!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PGPASSWORD"] = connection.Password;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var dump = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        return dump;
    }

    /// <summary>The forms in which a text may stand in a dump: as it is, and its bytes in hex (as bytea) and base64 wherever it begins.</summary>
    public static IEnumerable<string> FormsOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        yield return text;
        yield return Uri.EscapeDataString(text);
        yield return System.Text.Json.JsonSerializer.Serialize(text)[1..^1];
        yield return Convert.ToHexStringLower(bytes);
        for (var shift = 0; shift < 3; shift++)
            yield return Convert.ToBase64String([.. new byte[shift], .. bytes])[(shift + 2)..^4];
        yield return Encoding.UTF8.GetString([.. bytes.Reverse()]);
    }

    // Beside the server, whose version it has to have; the server says where that is.
    private static async Task<string> FindAsync(string adminConnectionString)
    {
        await using var admin = NpgsqlDataSource.Create(adminConnectionString);
        await using var command = admin.CreateCommand("SELECT setting FROM pg_config WHERE name = 'BINDIR'");
        var folder = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        var beside = Path.Combine(folder, "pg_dump");
        return File.Exists(beside) ? beside : "pg_dump";
    }
}
