using DevFlow.Secrets;

namespace DevFlow.Benchmarks;

/// <summary>One way to read. Implemented by structs, so that the measuring loop calls it without a detour.</summary>
internal interface IReader
{
    SecretValue Read(string key);
}
