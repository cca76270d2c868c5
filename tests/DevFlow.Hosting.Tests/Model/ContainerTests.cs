using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Model;

public class ContainerTests : HostingTest
{
    [Theory]
    [InlineData("busybox", "busybox:latest")]
    [InlineData("team/box:1.2", "team/box:1.2")]
    [InlineData("localhost:5000/box", "localhost:5000/box:latest")]
    [InlineData("registry.test:5000/team/box:v1", "registry.test:5000/team/box:v1")]
    [InlineData("box@sha256:0123abcd", "box@sha256:0123abcd")]
    [InlineData("box:1@sha256:0123abcd", "box@sha256:0123abcd")]
    public void An_image_is_named_in_every_form_that_runtimes_know(string image, string fullName) =>
        Assert.Equal(fullName, CreateBuilder().AddContainer("box", image).Resource.LastOf<ContainerImageAnnotation>()!.FullName);

    [Fact]
    public void Registry_tag_and_digest_are_chosen_one_by_one()
    {
        var box = CreateBuilder().AddContainer("box", "team/box", "1").WithImageRegistry("registry.test");
        Assert.Equal("registry.test/team/box:1", box.Resource.LastOf<ContainerImageAnnotation>()!.FullName);
        Assert.Equal("registry.test/team/box@sha256:0a", box.WithImageSHA256("0a").Resource.LastOf<ContainerImageAnnotation>()!.FullName);
        Assert.Equal("registry.test/other:2", box.WithImage("other", "2").Resource.LastOf<ContainerImageAnnotation>()!.FullName);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("two words", null)]
    [InlineData("box:1", "2")]
    [InlineData("box@sha256:0a", "2")]
    [InlineData("box@md5:0a", null)]
    public void A_name_that_no_runtime_would_take_is_an_error(string image, string? tag) =>
        Assert.ThrowsAny<ArgumentException>(() => CreateBuilder().AddResource(new ContainerResource("box")).WithImage(image, tag));

    [Fact]
    public void A_tag_needs_an_image() =>
        Assert.Contains("Call WithImage first", Assert.Throws<InvalidOperationException>(() => CreateBuilder().AddResource(new ContainerResource("box")).WithImageTag("1")).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_mounted_is_found_from_the_app_hosts_folder_and_a_volume_that_stays_empty_is_an_error()
    {
        var box = CreateBuilder().AddContainer("box", "box").WithBindMount("conf/x", "/x").WithVolume("named", "/data");
        Assert.Equal([Folder["conf", "x"], "named"], box.Resource.Of<ContainerMountAnnotation>().Select(mount => mount.Source));
        Assert.Throws<ArgumentException>(() => box.WithVolume(name: null, "/data", isReadOnly: true));
    }

    [Fact]
    public async Task What_is_made_of_the_address_of_a_skipped_container_is_left_out_of_the_environment()
    {
        var builder = CreateBuilderWithPorts();
        var box = builder.AddContainer("box", "box").WithHttpEndpoint();
        var http = box.GetEndpoint("http");

        var environment = await EnvironmentAsync(builder, child => child
            .WithEnvironment("ADDRESS", http).WithEnvironment("PATH_IN_IT", $"{http}/path").WithReference(http).WithEnvironment("OTHER", "stays"));

        Assert.Equal("stays", environment["OTHER"]);
        Assert.Equal(LocalResourceStates.Skipped, StateOf(Application!, "box"));
        Assert.DoesNotContain(environment.Keys, name => name is "ADDRESS" or "PATH_IN_IT" or "BOX_HTTP" or "services__box__http__0");
    }
}
