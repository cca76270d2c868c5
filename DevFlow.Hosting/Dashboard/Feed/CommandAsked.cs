namespace DevFlow.Hosting.Dashboard;

/// <summary>A person pressed a button: <see cref="CommandEnded"/> is to follow.</summary>
/// <param name="Id">Unique in the life of this dashboard.</param>
/// <param name="Resource">The resource's name.</param>
/// <param name="Command">The command's name, such as <c>start</c>.</param>
internal sealed record CommandAsked(int Id, string Resource, string Command) : DashboardMessage;
