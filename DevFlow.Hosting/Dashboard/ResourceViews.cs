using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.JavaScript;
using DevFlow.Hosting.Local;

namespace DevFlow.Hosting.Dashboard;

/// <summary>Resources as the dashboard is told them: without secrets, whoever wrote them where.</summary>
internal sealed class ResourceViews(LaunchViews launches, KnownSecrets secrets)
{
    public ResourceView Of(ResourceEvent change)
    {
        var (resource, snapshot, mask) = (change.Resource, change.Snapshot, secrets.Now);
        return new(resource.Name, snapshot.ResourceType)
        {
            State = snapshot.State?.Text ?? "",
            Reason = Hidden(snapshot.Reason ?? snapshot.Overdue),
            // What is only handed out has no health of its own.
            Health = ResourceKind.IsPassive(resource) ? null : snapshot.HealthStatus?.ToString(),
            HealthReports = [.. snapshot.HealthReports.Select(report =>
                new HealthView(report.Name, report.Status?.ToString(), Hidden(report.Description ?? report.ExceptionText)))],
            Started = Utc(snapshot.StartTimeStamp),
            Stopped = Utc(snapshot.StopTimeStamp),
            ExitCode = snapshot.ExitCode,
            Restarts = snapshot.Restarts,
            ProcessId = snapshot.ProcessId,
            Source = SourceOf(resource) is { } source ? Hidden(Passwords.Hide(source)) : null,
            Urls = [.. snapshot.Urls.Select(url => new UrlView(url.Name ?? "", Hidden(Passwords.Hide(url.Url))!, IsLink(resource, url)))],
            // What nobody knew to be secret when it was started may be known to be by now.
            Environment = [.. launches.Of(resource).Environment.Select(variable => variable.Value is { } value && mask.IsIn(value) ? variable with { Value = null } : variable)],
            Commands = [.. snapshot.Commands.Where(command => command.State != ResourceCommandState.Hidden).Select(View)],
            Relations = [.. RelationsOf(resource).Distinct()],
        };

        string? Hidden(string? text) => text is null ? null : mask.Hide(text);
    }

    private string? SourceOf(IResource resource) => resource switch
    {
        ProjectResource => Line(resource.LastOf<IProjectMetadata>()?.ProjectPath, resource),
        JavaScriptAppResource app => $"{app.Command} run {app.LastOf<JavaScriptRunScriptAnnotation>()?.ScriptName}",
        ExecutableResource executable => Line(executable.Command, resource),
        ContainerResource => resource.LastOf<ContainerImageAnnotation>()?.FullName,
        ExternalServiceResource service => service.Uri?.ToString(),
        _ => null,
    };

    private string? Line(string? command, IResource resource) => command is null ? null : $"{command} {launches.Of(resource).Arguments}".TrimEnd();

    private static CommandView View(ResourceCommandSnapshot command) => new(
        command.Name, command.DisplayName, command.DisplayDescription, command.State == ResourceCommandState.Enabled, command.ConfirmationMessage, command.IsHighlighted);

    private static IEnumerable<RelationView> RelationsOf(IResource resource) =>
    [
        .. resource.Of<ResourceRelationshipAnnotation>().Select(relation => new RelationView(relation.Resource.Name, relation.Type)),
        .. resource is ConnectionStringResource ? References.ResourcesIn(resource).Select(part => new RelationView(part.Name, ResourceRelationshipAnnotation.Reference)) : [],
        .. resource.Of<WaitAnnotation>().Select(wait => new RelationView(wait.Resource.Name, "WaitFor")),
        .. resource is IResourceWithParent { Parent: { } parent } ? [new RelationView(parent.Name, ResourceRelationshipAnnotation.Parent)] : (RelationView[])[],
    ];

    /// <summary>A browser speaks no HTTP/2 without TLS, which is what a gRPC endpoint of this machine asks for.</summary>
    private static bool IsLink(IResource resource, UrlSnapshot url) =>
        (url.Url.StartsWith("http://", StringComparison.Ordinal) || url.Url.StartsWith("https://", StringComparison.Ordinal))
        && resource.Endpoint(url.Name ?? "") is not { Transport: "http2" };

    private static DateTimeOffset? Utc(DateTime? time) => time is { } known ? new(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;
}
