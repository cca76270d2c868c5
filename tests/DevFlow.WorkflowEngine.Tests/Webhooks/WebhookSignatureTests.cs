using System.Text;
using DevFlow.Secrets;
using DevFlow.WorkflowEngine.Webhooks;
using Microsoft.Extensions.Primitives;

namespace DevFlow.WorkflowEngine.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    // https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
    private const string Example = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    [Fact]
    public void The_example_of_GitHub_is_of_its_secret_and_of_none_other()
    {
        var signature = WebhookSignature.Read(Example)!;
        var body = Encoding.UTF8.GetBytes("Hello, World!");

        Assert.True(WebhookSignature.IsOf(body, signature, [ValueOf("It's a Secret to Everybody")]));
        Assert.True(WebhookSignature.IsOf(body, signature, [ValueOf("the-next-one"), ValueOf("It's a Secret to Everybody")]));
        Assert.True(WebhookSignature.IsOf(body, signature, [ValueOf("It's a Secret to Everybody"), ValueOf("the-one-before")]));
        Assert.False(WebhookSignature.IsOf(body, signature, [ValueOf("It's a secret to Everybody")]));
        Assert.False(WebhookSignature.IsOf(body.AsSpan(0, body.Length - 1), signature, [ValueOf("It's a Secret to Everybody")]));
        Assert.False(WebhookSignature.IsOf(body, signature, []));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e171")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1g")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1é")]
    public void What_is_of_another_form_is_no_signature(string header) => Assert.Null(WebhookSignature.Read(header));

    [Fact]
    public void None_and_two_are_no_signature()
    {
        Assert.Null(WebhookSignature.Read(StringValues.Empty));
        Assert.Null(WebhookSignature.Read(new StringValues([Example, Example])));
    }

    private static SecretValue ValueOf(string text) => new(text, SecretSourceNames.DotEnv, DateTimeOffset.UnixEpoch);
}
