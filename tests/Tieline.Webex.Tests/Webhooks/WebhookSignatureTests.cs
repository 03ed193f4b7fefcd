using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace Tieline.Webex.Tests.Webhooks;

public class WebhookSignatureTests
{
    private const string Secret = "correct horse battery staple";
    private const string Signature = "dd46fb95b1d0f9c9a95f5bd132171c71b54e0593";

    private static readonly byte[] Body =
        """{"id":"Y2lzY29zcGFyazovL3VzL1dFQkhPT0svZjRlNjA1NjAtNjYwMi00ZmIwLWEyNWEtOTQ5ODgxNjA5NDk3","resource":"messages","event":"created"}"""u8.ToArray();

    [Theory]
    [InlineData(Signature, Secret, SignatureOutcome.Valid)]
    [InlineData("DD46FB95B1D0F9C9A95F5BD132171C71B54E0593", Secret, SignatureOutcome.Valid)]
    [InlineData(Signature, "another secret", SignatureOutcome.Mismatch)]
    [InlineData("dd46fb95b1d0f9c9a95f5bd132171c71b54e0594", Secret, SignatureOutcome.Mismatch)]
    [InlineData("dd46fb95b1d0f9c9a95f5bd132171c71b54e059", Secret, SignatureOutcome.Mismatch)]
    [InlineData("dd46fb95b1d0f9c9a95f5bd132171c71b54e059300", Secret, SignatureOutcome.Mismatch)]
    [InlineData("zz46fb95b1d0f9c9a95f5bd132171c71b54e0593", Secret, SignatureOutcome.Mismatch)]
    [InlineData("sha1=dd46fb95b1d0f9c9a95f5bd132171c71b54", Secret, SignatureOutcome.Mismatch)]
    [InlineData("", Secret, SignatureOutcome.Missing)]
    [InlineData(null, Secret, SignatureOutcome.Missing)]
    [InlineData(Signature, "", SignatureOutcome.NoSecret)]
    [InlineData(Signature, null, SignatureOutcome.NoSecret)]
    [InlineData(null, null, SignatureOutcome.NoSecret)]
    public void There_are_four_outcomes(string? header, string? secret, SignatureOutcome outcome) =>
        Assert.Equal(outcome, WebhookSignature.Verify(Body, header, secret));

    [Fact]
    public void The_test_body_is_the_published_one() => Assert.Equal(129, Body.Length);

    [Fact]
    public void One_changed_byte_is_a_mismatch() => Gen.Select(Gen.Int[0, 128], Gen.Byte[1, 255]).Sample(change =>
    {
        var body = (byte[])Body.Clone();
        body[change.Item1] ^= change.Item2;
        return WebhookSignature.Verify(body, Signature, Secret) == SignatureOutcome.Mismatch;
    });

    [Fact]
    public void Whatever_the_secret_its_own_signature_is_valid() => Gen.Select(Gen.String[1, 400], Gen.Byte.Array).Sample((secret, body) =>
    {
        var header = Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), body));
        return WebhookSignature.Verify(body, header, secret) == SignatureOutcome.Valid;
    });

    [Fact]
    public void A_check_allocates_nothing()
    {
        WebhookSignature.Verify(Body, Signature, Secret);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            WebhookSignature.Verify(Body, Signature, Secret);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
