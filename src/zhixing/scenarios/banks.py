"""The simulated banks of a rehearsal: registered as institutions, with customers of their own.

The banks are programs apart (``python -m simulators.bank``) that know nothing of the
platform; what they need is written into files for them, and their statements are read
as the court's own bank would send them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from zhixing.funds.operations import Incoming
from zhixing.institutions.abilities import ability_of
from zhixing.institutions.kinds import InstitutionKind, Tier, WireCapability
from zhixing.institutions.operations import NewInstitution, register_institution
from zhixing.institutions.queries import find_institution_by_code
from zhixing.kernel.fen import Fen
from zhixing.platform.database.scope import Scope, open_scope

PASSWORD: Final = "zhixing-demo"
"""What every simulated bank calls with unless it is told otherwise."""
PROFILE: Final = "BANK-SOAP-2"
SINCE: Final = date(2013, 9, 2)
"""From when they answer, whichever day of a rehearsal they are first registered on."""
ABLE: Final = frozenset(
    {
        WireCapability.QUERY,
        WireCapability.FREEZE,
        WireCapability.RENEW,
        WireCapability.RELEASE,
        WireCapability.TRANSFER,
    }
)


@dataclass(frozen=True, slots=True)
class SimulatedBank:
    """Name a simulated bank: its short name as a program, its code, its name, its tier."""

    short: str
    code: str
    name: str
    name_en: str
    tier: Tier = Tier.NATIONAL
    profile: str = PROFILE
    kind: InstitutionKind = InstitutionKind.COMMERCIAL_BANK


BANKS: Final = (
    SimulatedBank("gongshang", "YH000001", "示例工商银行", "Sample Industrial Bank"),
    SimulatedBank("nongye", "YH000002", "示例农业银行", "Sample Agricultural Bank"),
    SimulatedBank(
        "jianshe", "YH000004", "示例建设银行", "Sample Construction Bank", tier=Tier.LOCAL
    ),
)
POLICY_BANK: Final = SimulatedBank(
    "kaifa", "YH000009", "示例开发银行", "Sample Development Bank", kind=InstitutionKind.POLICY_BANK
)
ACCOUNT_REGISTER: Final = SimulatedBank(
    "renhang",
    "RH000001",
    "示例人民银行账户管理系统",
    "Sample Register of Accounts",
    kind=InstitutionKind.CENTRAL_BANK,
)
"""It tells where people have accounts, and keeps no money."""


@dataclass(frozen=True, slots=True)
class Deposit:
    """Describe an account of a customer; ``freezes`` are those of others that stand before.

    ``class_text`` is what the bank calls its class, its own word where none is given. ``held_at``
    names the bank that keeps it, where a register of accounts tells of it.
    """

    number: str
    balance: str
    branch: str = "示例支行"
    freezes: tuple[Mapping[str, str], ...] = ()
    products: tuple[Mapping[str, object], ...] = ()
    currency: str = "156"
    class_text: str = ""
    held_at: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """Describe a customer of a bank, matching a party by number and exact name."""

    name: str
    id_no: str = field(repr=False)
    deposits: tuple[Deposit, ...]
    id_type: str = "10100"
    lookup: str = ""


def register_banks(
    on: date,
    at: datetime,
    *,
    province: str,
    banks: Iterable[SimulatedBank] = BANKS,
    password: str = PASSWORD,
    service_level_hours: int = 72,
) -> dict[str, UUID]:
    """Register the simulated banks, known ones as they are; gives ids by short name."""
    found: dict[str, UUID] = {}
    with open_scope(Scope.system()):
        for bank in banks:
            known = find_institution_by_code(bank.code, on)
            found[bank.short] = (
                known.id
                if known is not None
                else register_institution(
                    NewInstitution(
                        code=bank.code,
                        name=bank.name,
                        name_en=bank.name_en,
                        kind=bank.kind,
                        tier=bank.tier,
                        province=province if bank.tier is Tier.LOCAL else "",
                        profile=bank.profile,
                        user_name=bank.code,
                        password=password,
                        valid_from=min(on, SINCE),
                        at=at,
                        capabilities=ABLE & ability_of(bank.kind).capabilities,
                        service_level_hours=service_level_hours,
                    )
                )
            )
    return found


def write_world(path: Path, customers: Sequence[Customer]) -> None:
    """Write a bank's customers where its program reads them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    world = {"persons": [_person(customer) for customer in customers]}
    path.write_text(json.dumps(world, ensure_ascii=False, indent=1), "utf-8")


def world_of(folder: Path, short: str) -> Path:
    """Name the file with a bank's customers."""
    return folder / f"{short}-world.json"


def statement_of(folder: Path, short: str) -> Path:
    """Name the file to which a bank writes what it transferred."""
    return folder / f"{short}-statement.jsonl"


def bank_arguments(short: str, url: str, folder: Path) -> tuple[str, ...]:
    """Give the arguments with which a simulated bank is started: ``python ARGUMENTS``.

    ``url`` is the platform's address; the customers' file must be there.
    """
    return (
        *("-m", "simulators.bank", "--name", short),
        *("--url", f"{url}/ckwWebServiceCloud/SyyhConvertData"),
        *("--state", str(folder / f"{short}.sqlite3")),
        *("--world", str(world_of(folder, short))),
        *("--statement", str(statement_of(folder, short))),
    )


def read_statement(path: Path) -> list[Incoming]:
    """Read what banks transferred as lines of the court's own bank statement, oldest first.

    The same line read twice is the same receipt: its reference is the bank's.
    """
    if not path.exists():
        return []
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    return [
        Incoming(
            reference=f"{line['request_no']}-{line['line']}",
            received_on=date.fromisoformat(line["at"][:10]),
            amount=Fen(line["amount_fen"]),
            account_number=line["to_account"],
            payer=line["bank"],
            memo=line["case_no"],
            kind="transfer",
        )
        for line in lines
    ]


def _person(customer: Customer) -> dict[str, Any]:
    person: dict[str, Any] = {
        "name": customer.name,
        "id_no": customer.id_no,
        "id_type": customer.id_type,
        "accounts": [_account(deposit) for deposit in customer.deposits],
    }
    return person | ({"lookup": customer.lookup} if customer.lookup else {})


def _account(deposit: Deposit) -> dict[str, Any]:
    account: dict[str, Any] = {
        "no": deposit.number,
        "balance": deposit.balance,
        "branch": deposit.branch,
        "currency": deposit.currency,
    }
    if deposit.freezes:
        account["freezes"] = [dict(f) for f in deposit.freezes]
    if deposit.held_at:
        account["held_at"] = deposit.held_at
    if deposit.class_text:
        account["class"] = deposit.class_text
    if deposit.products:
        account["products"] = [dict(p) for p in deposit.products]
    return account
