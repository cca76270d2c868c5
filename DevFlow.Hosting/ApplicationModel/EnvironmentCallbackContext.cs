using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>What a callback sees that adds environment variables to a resource.</summary>
/// <param name="executionContext">Whether the application runs or is published.</param>
/// <param name="resource">The resource that is started.</param>
/// <param name="environmentVariables">The variables so far. Default: none.</param>
/// <param name="cancellationToken">Ends with the start of the resource.</param>
public class EnvironmentCallbackContext(
    DistributedApplicationExecutionContext executionContext,
    IResource resource,
    Dictionary<string, object>? environmentVariables = null,
    CancellationToken cancellationToken = default)
{
    /// <summary>Whether the application runs or is published.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The resource that is started.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The variables: a string, or an <see cref="IValueProvider"/> that is asked when the resource starts.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; } = environmentVariables ?? new(StringComparer.Ordinal);

    /// <summary>Ends with the start of the resource.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Where a callback says what it does. Default: nowhere.</summary>
    public ILogger Logger { get; set; } = NullLogger.Instance;
}
