using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>What a callback sees that adds command-line arguments to a resource.</summary>
/// <param name="args">The arguments so far.</param>
/// <param name="resource">The resource that is started.</param>
/// <param name="cancellationToken">Ends with the start of the resource.</param>
public sealed class CommandLineArgsCallbackContext(IList<object> args, IResource resource, CancellationToken cancellationToken = default)
{
    /// <summary>The arguments in order: strings, or an <see cref="IValueProvider"/> that is asked when the resource starts.</summary>
    public IList<object> Args { get; } = args;

    /// <summary>The resource that is started.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Ends with the start of the resource.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Whether the application runs or is published. Default: it runs.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; init; } = new(DistributedApplicationOperation.Run);

    /// <summary>Where a callback says what it does. Default: nowhere.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
