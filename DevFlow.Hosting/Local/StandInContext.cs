namespace DevFlow.Hosting.Local;

/// <summary>What the engine offers to a stand-in.</summary>
/// <param name="DataDirectory">A folder of the resource's own, kept between runs; made when missing.</param>
/// <param name="Environment">The environment that the model gives to the resource.</param>
/// <param name="Say">Writes a line into the resource's log.</param>
public sealed record StandInContext(string DataDirectory, IReadOnlyDictionary<string, string> Environment, Action<string> Say);
