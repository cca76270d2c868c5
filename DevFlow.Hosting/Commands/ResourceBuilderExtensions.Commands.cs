using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Adds a command to a resource; it takes the place of one of that name.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The name by which it is executed.</param>
    /// <param name="displayName">Its name for people.</param>
    /// <param name="executeCommand">Executes it.</param>
    /// <param name="commandOptions">How it is shown, and when it can be executed. Default: always, without more than its name.</param>
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        CommandOptions? commandOptions = null)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(displayName);
        ArgumentNullException.ThrowIfNull(executeCommand);
        var options = commandOptions ?? new();
        if (builder.Resource.Of<ResourceCommandAnnotation>().FirstOrDefault(command => command.Name == name) is { } other)
            builder.Resource.Annotations.Remove(other);
        return builder.WithAnnotation(new ResourceCommandAnnotation(
            name,
            displayName,
            options.UpdateState ?? (_ => ResourceCommandState.Enabled),
            executeCommand,
            options.Description,
            options.Parameter,
            options.ConfirmationMessage,
            options.IconName,
            options.IconVariant,
            options.IsHighlighted));
    }
}
