import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l0 = nn.Conv1d(1, 3, 3, stride=1, padding=2, padding_mode='replicate')
        self.l1 = nn.LeakyReLU(0.2)
        self.l2 = nn.LeakyReLU(0.2)
        self.l3 = nn.ConvTranspose1d(6, 6, 4, stride=3, padding=1, bias=False)
        self.l4 = nn.Softplus()
        self.l5 = nn.Tanh()
        self.l6 = nn.ConstantPad1d((2, 0), 0.5)
        self.l7 = nn.AdaptiveAvgPool1d(1)
        self.l8 = nn.Flatten()
        self.l9 = nn.Linear(6, 6)
        self.l10 = nn.Tanh()
        self.l11 = nn.Linear(6, 4, bias=False)
        self.l12 = nn.Sigmoid()

    def forward(self, x):
        x0 = self.l0(x)
        x1 = self.l1(x0)
        x2 = self.l2(x1)
        x3 = torch.cat([x0, x2], 1)
        x4 = self.l3(x3)
        x5 = self.l4(x4)
        x6 = self.l5(x5)
        x7 = x6 * x5
        x8 = self.l6(x7)
        x9 = self.l7(x8)
        x10 = self.l8(x9)
        x11 = self.l9(x10)
        x12 = self.l10(x11)
        x13 = self.l11(x12)
        x14 = self.l12(x13)
        return x14
