namespace DevFlow.Architecture.Tests;

/// <summary>Nothing in the repository ties it to one person's machine or to one network's registries.</summary>
public sealed class PortabilityTests
{
    // In pieces, so that this file does not find itself.
    private static readonly string[] _forbidden =
        ["/ho" + "me/", "/Use" + "rs/", @"C:\Use" + "rs", "registry.npm" + "js.org", "api.nu" + "get.org", "pypi.pythonho" + "sted.org"];

    // Where 1Password Connect looks in its own containers, on every machine.
    private const string InContainers = "/ho" + "me/opuser/.op";

    // The people of the API, which are not the folders of people.
    private const string OfTheApi = "/api/v1/use" + "rs/";

    [Fact]
    public void No_file_names_a_machine_or_a_registry() => Assert.All(
        Repository.Files.Select(path => (path, text: Repository.Read(path).Replace(InContainers, "", StringComparison.Ordinal).Replace(OfTheApi, "", StringComparison.Ordinal))).Where(file => !file.text.Contains('\0')),
        file => Assert.All(
            _forbidden,
            word => Assert.False(file.text.Contains(word, StringComparison.OrdinalIgnoreCase), $"{file.path} holds {word}")));
}
