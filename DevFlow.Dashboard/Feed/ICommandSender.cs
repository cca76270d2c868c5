namespace DevFlow.Dashboard.Feed;

/// <summary>Asks the app host to act on a resource.</summary>
internal interface ICommandSender
{
    /// <returns>Why it failed, for a person; null when it succeeded.</returns>
    Task<string?> ExecuteAsync(string resource, string command, CancellationToken cancellationToken);
}
