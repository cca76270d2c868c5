using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Dashboard;
using DevFlow.Hosting.JavaScript;

namespace DevFlow.Hosting.Local;

/// <summary>Finds out how to run a resource: what its kind needs, and the environment and arguments that the model gives it.</summary>
internal sealed class ResourceLauncher(
    IEnumerable<StandInRegistration> standIns,
    DistributedApplicationExecutionContext context,
    LocalEngineOptions options,
    ExecutablePath path,
    ChildProcesses processes,
    DashboardTelemetry telemetry,
    Masking masking,
    LaunchViews views)
{
    /// <summary>A container without a stand-in cannot.</summary>
    public bool CanRun(IResource resource) => resource is not ContainerResource || StandInOf(resource) is not null;

    /// <param name="resource">The resource.</param>
    /// <param name="running">The process of an earlier run that may be gone on with.</param>
    /// <param name="say">Writes into its log.</param>
    /// <param name="cancellationToken">It is not to be started after all.</param>
    public async Task<StandInResult> PrepareAsync(IResource resource, int? running, Action<string> say, CancellationToken cancellationToken)
    {
        var environment = await EnvironmentAsync(resource, cancellationToken);
        if (StandInOf(resource) is { } standIn)
        {
            var directory = Path.Combine(options.DataDirectory, resource.Name);
            var standInContext = new StandInContext(directory, environment, say) { RunningProcess = running, IsPersistent = PersistentProcesses.IsPersistent(resource) };
            return await standIn.PrepareAsync(resource, standInContext, cancellationToken);
        }

        return resource switch
        {
            ProjectResource project => StandInResult.Run(await WithArgsAsync(ProjectLaunch.Of(project, say), project, environment, cancellationToken)),
            JavaScriptAppResource app => await NodeLaunch.PrepareAsync(app, environment, say, path, processes, cancellationToken),
            ExecutableResource executable => StandInResult.Run(await WithArgsAsync(Program(executable), executable, environment, cancellationToken)),
            ContainerResource => StandInResult.Skip(
                $"'{resource.Name}' is a container, and the local engine has no stand-in for it. Install Docker or Podman, build and start again to have it."),
            _ => StandInResult.Ready,
        };
    }

    private ILocalStandIn? StandInOf(IResource resource) => standIns.FirstOrDefault(standIn => standIn.ResourceType.IsInstanceOfType(resource))?.StandIn;

    private LaunchSpec Program(ExecutableResource executable) => path.Find(executable.Command, executable.WorkingDirectory) is { } program
        ? new() { FileName = program, WorkingDirectory = executable.WorkingDirectory }
        : throw new DistributedApplicationException(executable.Command.Contains('/')
            ? $"'{executable.Name}' cannot be started: there is no program {executable.Command} (seen from {executable.WorkingDirectory})."
            : $"'{executable.Name}' cannot be started: the program '{executable.Command}' is not on PATH.");

    private async Task<Dictionary<string, string>> EnvironmentAsync(IResource resource, CancellationToken cancellationToken)
    {
        var callbacks = new EnvironmentCallbackContext(context, resource, cancellationToken: cancellationToken);
        callbacks.EnvironmentVariables["OTEL_SERVICE_NAME"] = resource.Name;
        telemetry.AddTo(resource, callbacks.EnvironmentVariables);
        await resource.CallAsync(callbacks);
        telemetry.CheckReceiver(callbacks.EnvironmentVariables);

        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        var shown = new List<VariableView>();
        foreach (var (name, value) in callbacks.EnvironmentVariables)
        {
            // The application starts without what is skipped: whoever refers to it finds its own way, or says what it lacks.
            if (!SkippedAnnotation.IsBehind(value) && await TextAsync(value, cancellationToken) is { } text)
            {
                environment[name] = text;
                shown.Add(masking.Variable(name, value, text));
            }
        }

        views.Set(resource, shown);
        return environment;
    }

    private async Task<LaunchSpec> WithArgsAsync(
        LaunchSpec spec, IResource resource, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var callbacks = new CommandLineArgsCallbackContext([], resource, cancellationToken) { ExecutionContext = context };
        await resource.CallAsync(callbacks);

        var arguments = new List<(object Value, string Text)>();
        foreach (var argument in callbacks.Args)
            arguments.Add((argument, await TextAsync(argument, cancellationToken) ?? ""));
        views.Set(resource, masking.Arguments(arguments));
        return spec with { Arguments = [.. spec.Arguments, .. arguments.Select(argument => argument.Text)], Environment = ChildEnvironment.Of(environment) };
    }

    private static async ValueTask<string?> TextAsync(object value, CancellationToken cancellationToken) =>
        value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) : value.ToString();
}
