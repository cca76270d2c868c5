namespace DevFlow.Hosting.Local;

/// <summary>What the engine offers to a stand-in.</summary>
/// <param name="DataDirectory">A folder of the resource's own, kept between runs; made when missing.</param>
/// <param name="Environment">The environment that the model gives to the resource.</param>
/// <param name="Say">Writes a line into the resource's log.</param>
public sealed record StandInContext(string DataDirectory, IReadOnlyDictionary<string, string> Environment, Action<string> Say)
{
    /// <summary>
    /// The process of an earlier run that still runs for this resource, because its lifetime is persistent; null for none. Say how to run
    /// it and prepare nothing that it would mind: if that is how it runs, it goes on, else it is stopped and this is asked again.
    /// </summary>
    public int? RunningProcess { get; init; }

    /// <summary>Whether the resource's process outlives the application.</summary>
    public bool IsPersistent { get; init; }
}
