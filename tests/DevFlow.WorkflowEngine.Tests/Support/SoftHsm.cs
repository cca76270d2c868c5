using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DevFlow.WorkflowEngine.Tests.Support;

/// <summary>SoftHSM2 with one token in a folder of its own. It reads its configuration when it is loaded, once for a process.</summary>
public sealed partial class SoftHsm : IDisposable
{
    public const string Token = "engine";
    public const string Pin = "pin-4711-canary";

    private static readonly string[] _libraries = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so", "/opt/homebrew/lib/softhsm/libsofthsm2.so"];

    private readonly string _folder = Directory.CreateTempSubdirectory("devflow-softhsm-").FullName;

    public SoftHsm()
    {
        var configuration = Path.Combine(_folder, "softhsm2.conf");
        var tokens = Directory.CreateDirectory(Path.Combine(_folder, "tokens")).FullName;
        File.WriteAllText(configuration, $"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n");
        // .NET has an environment of its own, which native code does not see.
        Assert.Equal(0, SetVariable("SOFTHSM2_CONF", configuration, overwrite: 1));
        var start = new ProcessStartInfo("softhsm2-util", ["--init-token", "--free", "--label", Token, "--pin", Pin, "--so-pin", "officer-0815"]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["SOFTHSM2_CONF"] = configuration;
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    public static string Library { get; } = _libraries.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("SoftHSM2 is not installed: apt-get install softhsm2");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
