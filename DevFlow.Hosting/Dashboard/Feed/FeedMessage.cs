using System.Text.Json.Serialization;

namespace DevFlow.Hosting.Dashboard;

/// <summary>What the app host tells the dashboard, one JSON object a line on the dashboard's standard input. The first is a <see cref="Welcome"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Welcome), "welcome")]
[JsonDerivedType(typeof(ResourceChanged), "resource")]
[JsonDerivedType(typeof(ConsoleWritten), "console")]
[JsonDerivedType(typeof(CommandEnded), "command-ended")]
[JsonDerivedType(typeof(LinkIssued), "link")]
internal abstract record FeedMessage;
