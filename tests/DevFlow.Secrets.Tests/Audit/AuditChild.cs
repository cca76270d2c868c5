using System.Runtime.CompilerServices;
using System.Text;

namespace DevFlow.Secrets.Tests;

/// <summary>
/// What this program does instead of running tests when a test starts it as its child: it writes records and tells each by name when
/// its await has returned, until it is killed.
/// </summary>
internal static class AuditChild
{
    public const string FolderVariable = "DEVFLOW_TEST_AUDIT_FOLDER";

    // Before the entry point that the test framework generates, which finds no test to run and returns. The thread keeps the
    // process; the initializer itself must not wait, since no other thread runs code of the module before it is done.
    [ModuleInitializer]
    internal static void RunIfAsked()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { } folder)
            new Thread(() => WriteAsync(folder).GetAwaiter().GetResult()).Start();
    }

    private static async Task WriteAsync(string folder)
    {
        await using var audit = new SecretAudit(new() { Folder = folder, Service = "child" });
        await using var told = new FileStream(Path.Combine(folder, "told"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            for (var i = 0; ; i++)
            {
                var name = $"KEY_{Environment.ProcessId}_{writer}_{i}";
                await audit.RecordAsync(AuditRoom.Access(name), CancellationToken.None);
                lock (told)
                    told.Write(Encoding.ASCII.GetBytes(name + "\n"));
            }
        }));
    }
}
