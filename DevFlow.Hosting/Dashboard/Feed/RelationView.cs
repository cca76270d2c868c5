namespace DevFlow.Hosting.Dashboard;

/// <param name="Resource">The other resource's name.</param>
/// <param name="Kind">Reference, WaitFor or Parent.</param>
internal sealed record RelationView(string Resource, string Kind);
