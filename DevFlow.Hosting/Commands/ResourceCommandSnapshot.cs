namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A command of a resource at one moment.</summary>
/// <param name="Name">The name by which it is executed.</param>
/// <param name="State">Whether it can be executed now.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="DisplayDescription">What it does.</param>
/// <param name="Parameter">Kept for the model.</param>
/// <param name="ConfirmationMessage">What a person is asked before it is executed; null to ask nothing.</param>
/// <param name="IconName">Its icon.</param>
/// <param name="IconVariant">How the icon is drawn.</param>
/// <param name="IsHighlighted">Whether it stands out.</param>
public sealed record ResourceCommandSnapshot(
    string Name,
    ResourceCommandState State,
    string DisplayName,
    string? DisplayDescription,
    object? Parameter,
    string? ConfirmationMessage,
    string? IconName,
    IconVariant? IconVariant,
    bool IsHighlighted);
