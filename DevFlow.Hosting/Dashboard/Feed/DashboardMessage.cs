using System.Text.Json.Serialization;

namespace DevFlow.Hosting.Dashboard;

/// <summary>What the dashboard tells the app host, one JSON object a line on its standard output. Its own log goes to standard error.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DashboardReady), "ready")]
[JsonDerivedType(typeof(CommandAsked), "command")]
[JsonDerivedType(typeof(LinkAsked), "link-asked")]
internal abstract record DashboardMessage;
