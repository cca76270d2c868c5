namespace DevFlow.Architecture.Tests;

/// <summary>The app host is written once for two engines: what names one of them stands in one place.</summary>
public sealed class EngineTests
{
    private static readonly string[] _places = ["DevFlow.AppHost/Engine.props", "DevFlow.AppHost/Local/", "DevFlow.AppHost/Aspire/"];

    [Fact]
    public void No_other_file_of_the_app_host_names_an_engine()
    {
        var others = Repository.Files
            .Where(path => path.StartsWith("DevFlow.AppHost/", StringComparison.Ordinal))
            .Where(path => !path.EndsWith(".lock.json", StringComparison.Ordinal))
            .Where(path => !_places.Any(place => path.StartsWith(place, StringComparison.Ordinal)));

        Assert.NotEmpty(others);
        Assert.All(others, path => Assert.All(
            (string[])["Aspire.Hosting", "DevFlow.Hosting", "#if"],
            word => Assert.False(Repository.Read(path).Contains(word, StringComparison.Ordinal), $"{path} holds {word}")));
    }

    [Theory]
    [InlineData("DevFlow.AppHost/Local")]
    [InlineData("DevFlow.AppHost/Aspire")]
    public void An_engine_is_entered_by_one_method_and_the_rest_of_its_folder_is_its_own(string folder)
    {
        var files = Repository.Files.Where(path => path.StartsWith($"{folder}/", StringComparison.Ordinal) && Path.GetExtension(path) == ".cs").ToList();
        Assert.Single(files, path => Repository.Read(path).Contains("AddEngine(this IDistributedApplicationBuilder", StringComparison.Ordinal));

        var own = files.Select(path => Path.GetFileName(path).Split('.')[0]).Distinct().ToList();
        var others = Repository.Files.Where(path => path.StartsWith("DevFlow.AppHost/", StringComparison.Ordinal) && Path.GetExtension(path) == ".cs").Except(files);
        Assert.All(others, path => Assert.All(own, type => Assert.DoesNotContain(type, Repository.Read(path), StringComparison.Ordinal)));
    }
}
