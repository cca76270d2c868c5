using System.ComponentModel;
using System.Diagnostics;
using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Local;

/// <summary>Starts the processes that outlive the application, remembers them in <c>persistent/</c> of the data folder, and finds them again.</summary>
internal sealed class PersistentProcesses(LocalEngineOptions options, TimeProvider time)
{
    // The shell opens the file and makes way for the program: the process id stays.
    private const string IntoTheFile = """output=$1; shift; exec "$@" >>"$output" 2>&1 </dev/null""";

    private readonly string _folder = Path.Combine(options.DataDirectory, "persistent");

    public static bool IsPersistent(IResource resource) => resource.LastOf<ContainerLifetimeAnnotation>()?.Lifetime == ContainerLifetime.Persistent;

    /// <summary>What an earlier run has left running of a resource; null for nothing.</summary>
    public PersistentRecord? Running(IResource resource) => PersistentRecord.Read(RecordOf(resource)) is { Process.IsAlive: true } record ? record : null;

    /// <summary>The ports that a resource had when it was started last; null when it is not persistent, or was never started.</summary>
    public (IReadOnlyDictionary<string, int> Ports, bool IsRunning)? Ports(IResource resource) =>
        IsPersistent(resource) && PersistentRecord.Read(RecordOf(resource)) is { } record ? (record.Ports, record.Process.IsAlive) : null;

    public IRunningProcess Adopt(IResource resource, PersistentRecord record, Action<string, bool> onLine) =>
        new PersistentProcess(record.Process, record.Signal, own: null, new(OutputOf(resource), onLine, time), time);

    /// <exception cref="DistributedApplicationException">It cannot be started.</exception>
    public async Task<IRunningProcess> StartAsync(IResource resource, LaunchSpec spec, Action<string, bool> onLine)
    {
        Directory.CreateDirectory(_folder);
        var output = OutputOf(resource);
        await PrivateFile.WriteAsync(output, "", CancellationToken.None);
        var (file, arguments) = ProcessGroup.Lead("/bin/sh", ["-c", IntoTheFile, "sh", output, spec.FileName, .. spec.Arguments]);
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = spec.WorkingDirectory, UseShellExecute = false };
        foreach (var (name, value) in spec.Environment)
            start.Environment[name] = value;
        try
        {
            var process = Process.Start(start)!;
            // One that has ended already has no identity any more; nothing is the same as this one.
            var identity = ProcessIdentity.Of(process.Id) ?? new(process.Id, "ended");
            var ports = resource.Endpoints().Where(endpoint => endpoint.AllocatedEndpoint is not null)
                .ToDictionary(endpoint => endpoint.Name, endpoint => endpoint.AllocatedEndpoint!.Port, StringComparer.Ordinal);
            await RecordAsync(new(identity, spec.StopSignal, LaunchFingerprint.Of(spec), ports), resource);
            return new PersistentProcess(identity, spec.StopSignal, process, new(output, onLine, time), time);
        }
        catch (Win32Exception fault)
        {
            throw new DistributedApplicationException($"{spec.FileName} cannot be started: {fault.Message}", fault);
        }
    }

    /// <summary>A process that no later run can find must not outlive this one.</summary>
    private async Task RecordAsync(PersistentRecord record, IResource resource)
    {
        try
        {
            await record.WriteAsync(RecordOf(resource));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            ProcessGroup.Kill(record.Process.Id);
            throw new DistributedApplicationException(
                $"'{resource.Name}' cannot be kept running: what is needed to find it again cannot be written to {RecordOf(resource)}: {fault.Message}", fault);
        }
    }

    private string RecordOf(IResource resource) => Path.Combine(_folder, $"{resource.Name}.json");

    private string OutputOf(IResource resource) => Path.Combine(_folder, $"{resource.Name}.out");
}
