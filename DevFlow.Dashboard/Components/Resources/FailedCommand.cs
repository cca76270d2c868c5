namespace DevFlow.Dashboard.Components.Resources;

/// <param name="Resource">The resource's name.</param>
/// <param name="Command">As its button says it.</param>
/// <param name="Error">Why, as the app host said it.</param>
internal sealed record FailedCommand(string Resource, string Command, string Error);
