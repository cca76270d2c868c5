using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DevFlow.Dashboard.Load;

/// <summary>The built dashboard as a process of its own, with this program in the app host's place.</summary>
internal sealed class DashboardProcess : IDisposable
{
    public const string Key = "load";
    public const string Token = "load";

    private readonly Process _process;

    private DashboardProcess(Process process, string url, string grpcUrl)
    {
        _process = process;
        Url = url;
        GrpcUrl = grpcUrl;
    }

    public string Url { get; }

    public string GrpcUrl { get; }

    public int Id => _process.Id;

    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>In MB, as the system counted it.</summary>
    public long PeakMemory => Memory("VmHWM:");

    public long Memory(string line = "VmRSS:") =>
        long.Parse(File.ReadLines($"/proc/{Id}/status").First(text => text.StartsWith(line, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;

    public static async Task<DashboardProcess> StartAsync()
    {
        var (url, grpc, http) = (FreeUrl(), FreeUrl(), FreeUrl());
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "DevFlow.Dashboard.dll"), $"--Dashboard:Url={url}", $"--Dashboard:OtlpGrpcUrl={grpc}", $"--Dashboard:OtlpHttpUrl={http}" })
            start.ArgumentList.Add(argument);
        // As the app host does.
        start.Environment["DOTNET_GCgen0size"] = "1000000";
        var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync($$"""{"type":"welcome","application":"load","token":"{{Token}}","otlpKey":"{{Key}}","secrets":[]}""");
        await process.StandardInput.FlushAsync();
        // It says that it listens.
        await process.StandardOutput.ReadLineAsync();
        return new(process, url, grpc);
    }

    /// <summary>The end of its input is its end.</summary>
    public void Dispose()
    {
        _process.StandardInput.Dispose();
        if (!_process.WaitForExit(10_000))
            _process.Kill();
        _process.Dispose();
    }

    private static string FreeUrl()
    {
        using var held = new TcpListener(IPAddress.Loopback, 0);
        held.Start();
        return $"http://localhost:{((IPEndPoint)held.LocalEndpoint).Port}";
    }
}
