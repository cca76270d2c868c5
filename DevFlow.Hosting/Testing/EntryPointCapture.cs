using System.Reflection;

namespace DevFlow.Hosting.Testing;

/// <summary>
/// Runs an app host's entry point up to <c>Build()</c> and holds it there, so that a test can look at the model and change
/// it; when the test builds, the entry point is ended instead of running the application.
/// </summary>
internal sealed class EntryPointCapture(string[] args, Assembly assembly) : IDisposable
{
    private static readonly AsyncLocal<EntryPointCapture?> Captured = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _build = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The capture that the running code is under; null outside tests.</summary>
    public static EntryPointCapture? Current => Captured.Value;

    public void Configure(DistributedApplicationOptions options)
    {
        options.AssemblyName = assembly.FullName;
        options.DisableDashboard = true;
        // The test's own arguments come last and win.
        options.Args = ["--DcpPublisher:RandomizePorts=true", .. options.Args ?? [], .. args];
    }

    public Task<DistributedApplicationBuilder> RunToBuildAsync(CancellationToken cancellationToken)
    {
        var thread = new Thread(Run) { IsBackground = true, Name = $"entry point of {assembly.GetName().Name}" };
        thread.Start();
        return _builder.Task.WaitAsync(cancellationToken);
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _build.TrySetResult(true);
        return _application.Task.WaitAsync(cancellationToken);
    }

    public void HoldUntilBuild(DistributedApplicationBuilder builder)
    {
        _builder.TrySetResult(builder);
        if (!_build.Task.GetAwaiter().GetResult())
            throw new EntryPointEndedException();
    }

    public void Built(DistributedApplication application)
    {
        _application.TrySetResult(application);
        throw new EntryPointEndedException();
    }

    /// <summary>Ends the entry point, unless the test has built.</summary>
    public void Dispose() => _build.TrySetResult(false);

    private void Run()
    {
        Captured.Value = this;
        try
        {
            var entryPoint = assembly.EntryPoint ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no entry point.");
            entryPoint.Invoke(obj: null, entryPoint.GetParameters().Length == 0 ? null : [args]);
            Fail(new InvalidOperationException($"The entry point of {assembly.GetName().Name} ended without building an application."));
        }
        catch (TargetInvocationException fault) when (fault.InnerException is EntryPointEndedException)
        {
            // As planned.
        }
        catch (TargetInvocationException fault)
        {
            Fail(fault.InnerException!);
        }
    }

    private void Fail(Exception fault)
    {
        _builder.TrySetException(fault);
        _application.TrySetException(fault);
    }

    private sealed class EntryPointEndedException : Exception
    {
    }
}
