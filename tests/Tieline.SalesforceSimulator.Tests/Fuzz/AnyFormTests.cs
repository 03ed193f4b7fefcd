using System.Text;
using CsCheck;

namespace Tieline.SalesforceSimulator.Tests.Fuzz;

/// <summary>Whatever form comes to the doors of OAuth and the sign-in page is taken or refused.</summary>
public sealed class AnyFormTests
{
    private const string App = "client_id=3MVG9tieline-demo&client_secret=salesforce-demo-secret";
    private const string Callback = "redirect_uri=http%3A%2F%2F127.0.0.1%3A5080%2Fconnect%2Fsalesforce%2Fcallback";

    private static readonly string[] Forms =
    [
        $"grant_type=authorization_code&code=aPrx&code_verifier=abcdefghijklmnopqrstuvwxyz01234567890123456&{App}&{Callback}", $"grant_type=refresh_token&refresh_token=5Aep861&{App}", $"grant_type=client_credentials&{App}",
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIzTVZHOXRpZWxpbmUtZGVtbyJ9.AAAA", $"token=x&token_type_hint=access_token&{App}", "access_token=x&redirect_uri=%2Flightning%2Fpage%2Fhome",
        $"response_type=code&client_id=3MVG9tieline-demo&{Callback}&scope=api%20id&state=s&nonce=n&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&prompt=login&display=touch&login_hint=ann.berg%40nordlys.example&username=ann.berg%40nordlys.example&decision=allow",
        "username=ann.berg%40nordlys.example&startURL=%2Flightning%2Fpage%2Fhome", "otp=aPrx&startURL=%2Flightning",
    ];

    private static readonly string[] Pieces = ["&", "=", "%", "%00", "%0D%0AX:%20y", "%ff", "%ED%A0%80", "+", "\u00e9", "%E4%B8%AD", "\0", "client_id", "code", ".", "eyJ", "eyJhbGciOjV9", "bnVsbA", "W10", "https://", "[]", ";", "&&&&", "state=", "scope=full%20x", "prompt=none", "immediate=true", new string('a', 5000)];

    private static readonly string[] Doors =
    [
        "/services/oauth2/token", "/services/oauth2/revoke", "/services/oauth2/introspect", "/services/oauth2/authorize", "/services/oauth2/singleaccess", "/services/oauth2/register", "/services/oauth2/userinfo", "/lightning/login", "/lightning/logout", "/secur/frontdoor.jsp",
    ];

    private static readonly string[] Types = ["application/x-www-form-urlencoded", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=\"", "multipart/form-data", "text/plain", "application/json", "x", ""];
    private static readonly string[] Signs = ["", "", "Basic", "Basic !!", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("3MVG9tieline-demo:salesforce-demo-secret")), "Basic OiUlOg==", "Basic JUVEJUEwOiVmZg==", "Bearer ", "Bearer x", "OAuth \u00e9"];

    private static readonly Gen<AnyRequest> Any = Gen.Select(AnyOf.These(Doors), Broken.Text(Forms, Pieces), AnyOf.These(Types), AnyOf.These(Signs), Gen.Bool)
        .Select((door, form, type, sign, inQuery) => new AnyRequest(inQuery ? "GET" : "POST", inQuery ? $"{door}?{Escaped(form)}" : door, inQuery ? null : form, type) { Headers = sign.Length == 0 ? [] : [("Authorization", sign)] });

    [Fact]
    public async Task No_form_breaks_a_door()
    {
        await using var org = await FuzzedOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await org.TryAsync(Any);
    }

    /// <summary>What a client cannot put on the first line of a request at all.</summary>
    internal static string Escaped(string text) => string.Concat(text.Select(c => c is <= ' ' or > '~' or '#' ? Uri.EscapeDataString(char.IsSurrogate(c) ? "?" : c.ToString()) : c.ToString()));
}
