namespace DevFlow.Hosting.ApplicationModel;

/// <summary>How a command is shown, and when it can be executed.</summary>
public class CommandOptions
{
    /// <summary>What it does. Default: nothing is said.</summary>
    public string? Description { get; set; }

    /// <summary>Kept for the model.</summary>
    public object? Parameter { get; set; }

    /// <summary>What a person is asked before it is executed. Default: nothing.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>Its icon. Default: none.</summary>
    public string? IconName { get; set; }

    /// <summary>How the icon is drawn. Default: as the user interface likes.</summary>
    public IconVariant? IconVariant { get; set; }

    /// <summary>Whether it stands out. Default false.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Says whether it can be executed, from the resource as it is now. Default: it always can.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}
