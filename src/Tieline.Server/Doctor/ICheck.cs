namespace Tieline.Server.Doctor;

/// <summary>Looks at one thing. Listed in <see cref="CheckTable"/>; its title is the text <c>Check.{Name}</c>.</summary>
internal interface ICheck
{
    /// <summary>The type's name without "Check".</summary>
    string Name => GetType().Name[..^"Check".Length];

    Mender Who { get; }

    /// <summary>Pure: who mends this finding, where its sentence names another than <see cref="Who"/>.</summary>
    Mender WhoMends(Finding finding) => Who;

    /// <summary>Every sentence it may say of its own, besides <c>Well</c>.</summary>
    IReadOnlyList<string> Says { get; }

    /// <summary>
    /// May throw what the clouds' clients throw, <see cref="BlockedException"/> and <see cref="OutsideException"/>: then it could not tell.
    /// Must heed the token; what takes too long counts as not known.
    /// </summary>
    Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken);
}

/// <summary>A check that can mend what it finds.</summary>
internal interface IMendingCheck : ICheck
{
    /// <summary>Mends; a second time it finds nothing left to do. What it changes it notes in the audit trail.</summary>
    Task MendAsync(Examination on, Mending mending, CancellationToken cancellationToken);
}
