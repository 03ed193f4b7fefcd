using Tieline.Server.Connections.SignIn;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Each person's consent has the scopes that Tieline asks for, and none beyond.</summary>
internal sealed class WebexScopesCheck : ICheck
{
    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Missing", "TooMany", "NotSaid"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var told = (await on.PeopleAsync(cancellationToken)).Where(person => person is { IsLinked: true, IsAgent: true } && person.Grant.Scope.Length > 0).ToList();
        if (told.Count == 0)
        {
            return Finding.Unknown("NotSaid").With("agents signed in with scopes told: 0");
        }

        var less = told.Where(person => WebexSignIn.Scopes.Except(ScopesOf(person)).Any()).ToList();
        var more = told.Where(person => ScopesOf(person).Except(WebexSignIn.Scopes).Any()).ToList();
        return (less.Count > 0 ? Finding.Broken("Missing", WebexPerson.NamesOf(less), string.Join(", ", less.SelectMany(person => WebexSignIn.Scopes.Except(ScopesOf(person))).Distinct()))
            : more.Count > 0 ? Finding.Warning("TooMany", WebexPerson.NamesOf(more), string.Join(", ", more.SelectMany(person => ScopesOf(person).Except(WebexSignIn.Scopes)).Distinct()))
            : Finding.Well(string.Join(", ", WebexSignIn.Scopes)))
            .With([.. less.Concat(more).DefaultIfEmpty(told[0]).Distinct().Take(WebexPerson.Sample).Select(person => $"{person.Name}: {person.Grant.Scope}")]);
    }

    private static string[] ScopesOf(WebexPerson person) => person.Grant.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
