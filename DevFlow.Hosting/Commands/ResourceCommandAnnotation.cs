namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A command of a resource.</summary>
/// <param name="name">The name by which it is executed.</param>
/// <param name="displayName">Its name for people.</param>
/// <param name="updateState">Says whether it can be executed, from the resource as it is now; asked at every change, so it must be quick.</param>
/// <param name="executeCommand">Executes it.</param>
/// <param name="displayDescription">What it does.</param>
/// <param name="parameter">Kept for the model.</param>
/// <param name="confirmationMessage">What a person is asked before it is executed; null to ask nothing.</param>
/// <param name="iconName">Its icon.</param>
/// <param name="iconVariant">How the icon is drawn.</param>
/// <param name="isHighlighted">Whether it stands out.</param>
public sealed class ResourceCommandAnnotation(
    string name,
    string displayName,
    Func<UpdateCommandStateContext, ResourceCommandState> updateState,
    Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
    string? displayDescription,
    object? parameter,
    string? confirmationMessage,
    string? iconName,
    IconVariant? iconVariant,
    bool isHighlighted) : IResourceAnnotation
{
    /// <summary>The name by which it is executed.</summary>
    public string Name { get; } = name;

    /// <summary>Its name for people.</summary>
    public string DisplayName { get; } = displayName;

    /// <summary>Says whether it can be executed, from the resource as it is now.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState { get; } = updateState;

    /// <summary>Executes it.</summary>
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; } = executeCommand;

    /// <summary>What it does.</summary>
    public string? DisplayDescription { get; } = displayDescription;

    /// <summary>Kept for the model.</summary>
    public object? Parameter { get; } = parameter;

    /// <summary>What a person is asked before it is executed; null to ask nothing.</summary>
    public string? ConfirmationMessage { get; } = confirmationMessage;

    /// <summary>Its icon.</summary>
    public string? IconName { get; } = iconName;

    /// <summary>How the icon is drawn.</summary>
    public IconVariant? IconVariant { get; } = iconVariant;

    /// <summary>Whether it stands out.</summary>
    public bool IsHighlighted { get; } = isHighlighted;

    internal ResourceCommandSnapshot At(CustomResourceSnapshot snapshot, IServiceProvider services) => new(
        Name,
        UpdateState(new() { ResourceSnapshot = snapshot, Services = services }),
        DisplayName,
        DisplayDescription,
        Parameter,
        ConfirmationMessage,
        IconName,
        IconVariant,
        IsHighlighted);
}
