using System.Text;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Support;

/// <summary>What an engine leaves behind, for tests that look for what must not be in it.</summary>
internal static class EngineTraces
{
    /// <summary>Its audit, as far as it is in files.</summary>
    public static string AuditText(this Engine engine) => string.Join('\n', Directory.EnumerateFiles(Path.Combine(engine.Folder, "logs"), "*.jsonl", SearchOption.AllDirectories).Select(Read));

    /// <summary>All rows of all its tables.</summary>
    public static async Task<string> RowsAsync(this Engine engine)
    {
        await using var admin = NpgsqlDataSource.Create($"{engine.AdminConnectionString};Pooling=false");
        var tables = new List<string>();
        await using (var list = admin.CreateCommand("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'devflow'"))
        await using (var reader = await list.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                tables.Add(reader.GetString(0));
        }

        var rows = new StringBuilder();
        foreach (var table in tables)
        {
            await using var read = admin.CreateCommand($"SELECT string_agg(t::text, E'\\n') FROM {table} t");
            rows.AppendLine($"{await read.ExecuteScalarAsync(TestContext.Current.CancellationToken)}");
        }

        return rows.ToString();
    }

    private static string Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
