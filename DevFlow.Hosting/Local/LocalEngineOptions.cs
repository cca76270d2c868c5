namespace DevFlow.Hosting.Local;

/// <param name="DataDirectory">Where data, generated parameters and logs are kept between runs.</param>
/// <param name="RandomizePorts">Whether every endpoint takes a free port, whatever it asks for: so in tests.</param>
/// <param name="StopGrace">How long a process that was asked to end may take before it is killed.</param>
/// <param name="Quiet">Whether the console is left to somebody else: so in tests.</param>
internal sealed record LocalEngineOptions(string DataDirectory, bool RandomizePorts, TimeSpan StopGrace, bool Quiet);
